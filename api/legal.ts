import type { FastifyInstance } from 'fastify'
import { termsVersions } from '../catalogue/terms/terms.ts'
import { imprintPage } from './pages/imprint.ts'
import { privacyPage } from './pages/privacy.ts'
import { termsPage } from './pages/terms-page.ts'
import { notFound } from './problem.ts'
import type { Shop } from './shop.ts'

type Sold = Pick<Shop, 'offers' | 'seller' | 'kept'>

interface TermsRoute {
  Params: { version: string }
}

/** What the law wants every page to lead to. */
export async function legalRoutes(app: FastifyInstance, { shop }: { shop: Sold }) {
  const { seller } = shop
  const packs = shop.offers.map(({ pack }) => pack)
  const pages = {
    '/imprint': imprintPage(seller),
    '/privacy': privacyPage(seller, shop.kept),
    '/terms': termsPage(packs, seller),
  }
  for (const [path, page] of Object.entries(pages))
    app.get(path, (_request, reply) => reply.type('text/html').send(page))

  const agreed = new Map(
    termsVersions.map((version) => [version, termsPage(packs, seller, version)]),
  )
  app.get<TermsRoute>('/terms/:version', (request, reply) => {
    const page = agreed.get(request.params.version)
    if (page === undefined) throw notFound('version of our terms')
    return reply.type('text/html').send(page)
  })
}
