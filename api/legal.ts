import type { FastifyInstance } from 'fastify'
import { imprintPage } from './pages/imprint.ts'
import { privacyPage } from './pages/privacy.ts'
import { termsPage } from './pages/terms-page.ts'
import type { Shop } from './shop.ts'

type Sold = Pick<Shop, 'offers' | 'seller'>

/** What the law wants every page to lead to. */
export async function legalRoutes(app: FastifyInstance, { shop }: { shop: Sold }) {
  const { seller } = shop
  const packs = shop.offers.map(({ pack }) => pack)
  const pages = {
    '/imprint': imprintPage(seller),
    '/privacy': privacyPage(seller),
    '/terms': termsPage(packs, seller),
  }
  for (const [path, page] of Object.entries(pages))
    app.get(path, (_request, reply) => reply.type('text/html').send(page))
}
