import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { catalogue, packOf, sectionPlans } from '../../catalogue/catalogue.ts'
import type { ArtefactDefinition, PackDefinition } from '../../catalogue/definition.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import type { Filled } from '../../documents/text/handlebars.ts'
import { numbered, withValues } from '../../documents/text/marks.ts'
import { templatesOf } from '../../documents/text/templates.ts'
import { staticForm } from '../../fallbacks/static-form.ts'
import { evidenceFor } from '../../knowledge/cards.ts'
import type { View } from '../../pack/artefact.ts'
import type { Answers, FrozenOrder, Tier } from '../../pack/order.ts'

const samples = join(import.meta.dirname, '..', '..', 'dev', 'samples')

export interface Firm {
  readonly name: string
  readonly answers: Answers
}

function read(file: string): Firm {
  return { name: basename(file, '.json'), answers: JSON.parse(readFileSync(file, 'utf8')) }
}

/** The answers of which `questions.json` promises that every document of the pack applies. */
export function mainFirmOf({ id }: PackDefinition): Firm {
  return read(join(samples, `${id}.json`))
}

/** The sample firms of a pack, the main one first. */
export function firmsOf(pack: PackDefinition): readonly Firm[] {
  const folder = join(samples, pack.id)
  const files = existsSync(folder) ? readdirSync(folder) : []
  return [mainFirmOf(pack), ...files.map((file) => read(join(folder, file)))]
}

/** Every pack that is sold, with its sample firms. */
export const packs = Object.values(catalogue).map((pack) => {
  return { id: pack.id, pack, main: mainFirmOf(pack), firms: firmsOf(pack) }
})

export const mainFirm = mainFirmOf(gdpr)
export const firms = firmsOf(gdpr)

export function orderOf(
  answers: Answers,
  tier: Tier = 'full',
  { id, contentVersion }: PackDefinition = gdpr,
): FrozenOrder {
  return {
    id: 'ord_test',
    pack: id,
    tier,
    answers,
    currency: 'gbp',
    amount: 49000,
    contentVersion,
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
  const pack = packOf(order.pack)
  if (pack === undefined) throw new Error(`No pack "${order.pack}" is sold.`)
  const view = pack.view(order)
  const shown = sectionPlans(order).filter(({ onFailure }) => onFailure === 'static')
  const planned = new Set(shown.map(({ id }) => id))
  const forms = pack.artefacts
    .filter(({ id }) => planned.has(id))
    .map((artefact) => [artefact.id, wholeForm(pack, artefact, view)])
  const variables = {
    ...view,
    answeredOn: order.frozenAt.slice(0, 10),
    order: { id: order.id, date: order.frozenAt.slice(0, 10), tier: order.tier },
    sections: Object.fromEntries(forms),
    evidence: Object.fromEntries(pack.artefacts.map((it) => [it.id, evidenceFor(pack, it, view)])),
  }
  const { documents, tailored } = templatesOf(pack.id)
  const missing = pack.leftOut(view).map(({ number }) => number)
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
