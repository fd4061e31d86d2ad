import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sampleKey } from '../orders/release/sample.ts'
import { cataloguePage } from './pages/catalogue.ts'
import { questionnairePage } from './pages/questionnaire.ts'
import { notFound } from './problem.ts'
import { type ReadFile, sendPack } from './send-pack.ts'
import type { Shop } from './shop.ts'

interface PackRoute {
  Params: { pack: string }
}

type Catalogue = Pick<Shop, 'offers' | 'sample'> & { readonly blobs: Pick<Shop['blobs'], 'read'> }

export async function catalogueRoutes(app: FastifyInstance, { shop }: { shop: Catalogue }) {
  const offerOf = (id: string) => {
    const offer = shop.offers.find(({ pack }) => pack.id === id)
    if (offer === undefined) throw notFound('pack')
    return offer
  }

  app.get('/', (_request, reply) =>
    reply.type('text/html').send(cataloguePage({ offers: shop.offers })),
  )

  app.get<PackRoute>('/packs/:pack', (request, reply) =>
    reply.type('text/html').send(questionnairePage(offerOf(request.params.pack))),
  )

  app.get<PackRoute>('/packs/:pack/sample.zip', async (request, reply) => {
    const { pack } = request.params
    const sample = await shop.sample(pack)
    if (sample === null) throw notFound('sample')
    const read: ReadFile = (range) => shop.blobs.read(sampleKey(sample.sha256), range)
    await sendPack(request, reply, read, `${pack}-sample.zip`, sample)
    return reply
  })

  app.get<PackRoute>('/packs/:pack/questions.json', (request) =>
    z.toJSONSchema(offerOf(request.params.pack).pack.questionnaire, {
      target: 'draft-2020-12',
      io: 'input',
      unrepresentable: 'any',
    }),
  )
}
