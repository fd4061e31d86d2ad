import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue } from '../catalogue/catalogue.ts'
import { templatesOf } from '../documents/text/templates.ts'
import type { Answers } from '../pack/order.ts'
import { type Previews, previewPath, readPreviews } from './assets/previews.ts'
import type { Billing } from './pages/billing.ts'
import type { DocumentSummary, Offer } from './pages/offer.ts'

/** Every pack that is sold, with what its documents say of themselves and how they look. */
export function offers(billing: Billing): Offer[] {
  return Object.values(catalogue).map((pack) => {
    return {
      pack,
      billing,
      documents: documentsOf(pack.id),
      hasSample: sampleAnswers(pack.id) !== null,
    }
  })
}

/** The documents of a pack, sold or withdrawn. */
export function documentsOf(pack: string): DocumentSummary[] {
  const previews = readPreviews(pack)
  return templatesOf(pack).documents.map(({ meta }) => summaryOf(pack, meta, previews))
}

type Meta = ReturnType<typeof templatesOf>['documents'][number]['meta']

function summaryOf(pack: string, meta: Meta, previews: Previews): DocumentSummary {
  const preview = previews[meta.id]
  return {
    number: meta.number ?? '',
    title: meta.title,
    summary: meta.summary,
    minutes: meta.minutes,
    formats: ['pdf', ...meta.formats],
    preview: preview ? { ...preview, picture: previewPath(pack, meta.id) } : null,
  }
}

const samples = join(import.meta.dirname, '..', 'dev', 'samples')

/** What the pack's fictional firm answered; null where nobody made one up. */
export function sampleAnswers(pack: string): Answers | null {
  const file = join(samples, `${pack}.json`)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Answers) : null
}
