import { templatesOf } from '../documents/templates.ts'
import { catalogue } from '../pack/catalogue.ts'
import type { Offer } from './pages/offer.ts'

/** Every pack that is sold, with what its documents say of themselves. */
export function offers(): Offer[] {
  return Object.values(catalogue).map((pack) => ({
    pack,
    documents: templatesOf(pack.id).documents.map(({ meta }) => ({
      number: meta.number ?? '',
      title: meta.title,
      summary: meta.summary,
      minutes: meta.minutes,
    })),
  }))
}
