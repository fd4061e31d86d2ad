import { z } from 'zod'
import type { ArtefactDefinition, PackDefinition } from '../../catalogue/definition.ts'
import { everyPackView } from '../../catalogue/every-pack.ts'
import type { View } from '../../pack/artefact.ts'
import { anything, missingVariables, type Shape } from './variables.ts'

const shaped = (names: readonly string[]): Shape => ({
  properties: Object.fromEntries(names.map((name) => [name, anything])),
})
const listOf = (...names: string[]): Shape => ({ items: shaped(names) })

function withExtras(schema: z.ZodObject, extras: Readonly<Record<string, Shape>>): Shape {
  const shape = z.toJSONSchema(schema) as unknown as Shape
  return { properties: { ...shape.properties, ...extras } }
}

/** What the documents of a pack may name. */
export function documentScope({ viewSchema, artefacts }: PackDefinition): Shape {
  const sections = shaped(artefacts.map(({ id }) => id))
  return withExtras(viewSchema, {
    order: shaped(['id', 'date', 'tier']),
    answeredOn: anything,
    document: shaped(['id', 'number', 'title', 'lawAsOf', 'minutes']),
    sections,
    evidence: sections,
  })
}

/** What `templates/every-pack/` may name: of a view no more than every pack has. */
export const noticeScope: Shape = withExtras(everyPackView, {
  order: shaped(['id', 'date', 'tier']),
  release: shaped(['version', 'date']),
  corrections: listOf('date', 'questions', 'outcome'),
  contents: listOf('number', 'title', 'minutes', 'need', 'summary', 'formats', 'signedBy'),
  leftOut: listOf('title', 'reason'),
  changes: listOf('title', 'where', 'message'),
  sectionNotes: listOf('title', 'standing', 'message'),
  sources: listOf('cite', 'title', 'urls'),
  support: anything,
  jurisdictions: listOf(),
  refundPercent: anything,
})

/**
 * Every variable of a static form that there is not. `row` is described by the list that `each`
 * names; in a list artefact by the facts of its rows.
 */
export function missingInForm(
  { viewSchema }: PackDefinition,
  { rows }: ArtefactDefinition,
  form: unknown,
  view: View,
): string[] {
  const scope = withExtras(viewSchema, {})
  const facts = (rows?.(view) ?? []).flatMap((row) => Object.keys({ ...row.facts, ...row.more }))
  const ofRows = shaped(['id', 'title', ...facts])
  return missingIn(form, scope, scope, ofRows)
}

function missingIn(form: unknown, scope: Shape, inner: Shape, ofRows: Shape): string[] {
  if (typeof form === 'string') return missingVariables(form, inner)
  const { each, ...rest } = form as Readonly<Record<string, unknown>>
  const item = typeof each === 'string' ? scope.properties?.[each]?.items : undefined
  return Object.entries(rest).flatMap(([key, child]) => {
    const row = item ?? (key === 'rows' ? ofRows : undefined)
    const properties = { ...scope.properties, ...(row ? { row } : {}) }
    return missingIn(child, scope, row ? { properties } : inner, ofRows)
  })
}
