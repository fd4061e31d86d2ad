import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Filled } from '../../documents/handlebars.ts'
import { numbered, withValues } from '../../documents/marks.ts'
import { templatesOf } from '../../documents/templates.ts'
import { staticForm } from '../../fallbacks/static-form.ts'
import { evidenceFor } from '../../knowledge/cards.ts'
import { sectionPlans } from '../../pack/catalogue.ts'
import type { Answers, FrozenOrder, Tier } from '../../pack/order.ts'
import type { ArtefactDefinition, PackDefinition, View } from '../../pack/schema/definition.ts'
import { gdpr } from '../../pack/schema/gdpr.ts'

const samples = join(import.meta.dirname, '..', '..', 'dev', 'samples')

export interface Firm {
  readonly name: string
  readonly answers: Answers
}

function read(file: string): Firm {
  return { name: basename(file, '.json'), answers: JSON.parse(readFileSync(file, 'utf8')) }
}

/** The answers of which `questions.json` promises that every document applies. */
export const mainFirm = read(join(samples, 'gdpr.json'))

export const firms: readonly Firm[] = [
  mainFirm,
  ...readdirSync(join(samples, 'gdpr')).map((file) => read(join(samples, 'gdpr', file))),
]

export function orderOf(answers: Answers, tier: Tier = 'full'): FrozenOrder {
  return {
    id: 'ord_test',
    pack: 'gdpr',
    tier,
    answers,
    currency: 'gbp',
    amount: 49000,
    contentVersion: gdpr.contentVersion,
    frozenAt: '2026-11-21T10:00:00.000Z',
  }
}

/** The static form of a whole artefact; of a list artefact an object by row id. */
export function wholeForm(pack: PackDefinition, artefact: ArtefactDefinition, view: View): unknown {
  if (!artefact.rows) return staticForm(pack, artefact, null, view)
  const rows = artefact.rows(view)
  return Object.fromEntries(rows.map((row) => [row.id, staticForm(pack, artefact, row, view)]))
}

/** Markdown of every document that applies, by id, with static forms for its sections. */
export function staticDocuments(order: FrozenOrder): Map<string, string> {
  const view = gdpr.view(order)
  const shown = sectionPlans(order).filter(({ onFailure }) => onFailure === 'static')
  const planned = new Set(shown.map(({ id }) => id))
  const forms = gdpr.artefacts
    .filter(({ id }) => planned.has(id))
    .map((artefact) => [artefact.id, wholeForm(gdpr, artefact, view)])
  const variables = {
    ...view,
    order: { id: order.id, date: order.frozenAt.slice(0, 10), tier: order.tier },
    sections: Object.fromEntries(forms),
    evidence: Object.fromEntries(gdpr.artefacts.map((it) => [it.id, evidenceFor(gdpr, it, view)])),
  }
  const { documents, tailored } = templatesOf('gdpr')
  const missing = gdpr.leftOut(view).map(({ number }) => number)
  const standalone = Object.values(tailored).filter(({ meta }) => planned.has(meta.id))
  const applying = documents.filter(({ meta }) => !missing.includes(meta.number ?? ''))
  const filled = [...applying, ...standalone]
    .map((template) => ({ ...template, variables: { ...variables, document: template.meta } }))
    .map(({ meta, fill, variables }) => [meta.id, inPlace(fill(variables))] as const)
  return new Map(filled)
}

/** The text with its values, for reading: as Markdown a value could mean something. */
function inPlace({ markdown, values }: Filled): string {
  return withValues(numbered(markdown), (number) => values[number] ?? '')
}
