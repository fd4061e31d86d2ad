import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { templatesOf } from '../../documents/templates.ts'
import { sourcesOf } from '../../knowledge/cards.ts'
import type { GdprView } from '../../pack/schema/gdpr/view-schema.ts'
import { gdpr } from '../../pack/schema/gdpr.ts'
import { firms, mainFirm, orderOf, staticDocuments } from './firms.ts'
import { anything, missingVariables, type Shape } from './variables.ts'

const root = join(import.meta.dirname, '..', '..')
const view = z.toJSONSchema(gdpr.viewSchema) as unknown as Shape
const { documents, tailored } = templatesOf('gdpr')
const all = [...documents, ...Object.values(tailored)]
const known = new Set(sourcesOf('gdpr').map(({ id }) => id))

const shaped = (names: readonly string[]) => Object.fromEntries(names.map((n) => [n, anything]))
const withExtras = (extras: Readonly<Record<string, Shape>>): Shape => ({
  properties: { ...view.properties, ...extras },
})
const ofDocument = withExtras({
  order: { properties: shaped(['id', 'date', 'tier']) },
  document: { properties: shaped(['id', 'number', 'title', 'lawAsOf', 'minutes']) },
  sections: { properties: shaped(gdpr.artefacts.map(({ id }) => id)) },
})
const listOf = (...names: string[]): Shape => ({ items: { properties: shaped(names) } })
const ofNotice = withExtras({
  order: { properties: shaped(['id', 'date', 'tier']) },
  release: { properties: shaped(['version', 'date']) },
  contents: listOf('number', 'title', 'minutes', 'need', 'summary', 'files', 'signedBy'),
  leftOut: listOf('title', 'reason'),
  sectionNotes: listOf('title', 'standing', 'message'),
  sources: listOf('cite', 'title', 'url'),
  support: anything,
})

function filesIn(folder: string): { file: string; source: string }[] {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.hbs'))
  return files.map((name) => {
    const file = `${folder}/${name}`
    return { file, source: readFileSync(join(root, file), 'utf8') }
  })
}

test.each([...filesIn('templates/gdpr'), ...filesIn('templates/gdpr/tailored')])(
  '$file uses only variables that exist',
  ({ source }) => expect(missingVariables(source, ofDocument)).toEqual([]),
)

test.each(filesIn('templates/every-pack'))('$file uses only variables that exist', ({ source }) =>
  expect(missingVariables(source, ofNotice)).toEqual([]),
)

test('a variable that does not exist is found in a branch that is never taken', () => {
  const source = '{{#if eu}}{{#each plan as |task|}}{{md task.titel}}{{/each}}{{/if}}'
  expect(missingVariables(source, ofDocument)).toEqual(['task.titel'])
})

describe('static forms', () => {
  const forms = gdpr.artefacts.map(({ id }) => {
    const file = join(root, 'fallbacks', 'gdpr', `${id}.yaml`)
    return { id, form: parse(readFileSync(file, 'utf8')) as object }
  })

  test.each(forms)('$id uses only variables that exist', ({ form }) => {
    expect(missingIn(form, view)).toEqual([])
  })
})

/** `row` is described by the list that `each` names, and by the activity in a list artefact. */
function missingIn(form: unknown, shape: Shape): string[] {
  if (typeof form === 'string') return missingVariables(form, shape)
  const { each, ...rest } = form as Readonly<Record<string, unknown>>
  const list = typeof each === 'string' ? view.properties?.[each]?.items : undefined
  const facts = ['purpose', 'people', 'data', 'basis', 'systems', 'recipients', 'retention']
  const row = { properties: shaped([...facts, 'keptFrom']) }
  return Object.entries(rest).flatMap(([key, inner]) => {
    const inScope = list ?? (key === 'rows' ? row : undefined)
    return missingIn(inner, inScope ? withRow(inScope) : shape)
  })
}

function withRow(row: Shape): Shape {
  return { properties: { ...view.properties, row } }
}

test.each(all)('$meta.id cites only sources that resolve', ({ meta }) => {
  expect(meta.basis.filter((source) => !known.has(source))).toEqual([])
})

test.each(all)('$meta.id states the law of the pack and was reviewed since', ({ meta }) => {
  expect(meta.lawAsOf).toBe(gdpr.lawAsOf)
  expect(meta.reviewed >= meta.lawAsOf).toBe(true)
})

// 8-quality: a template past its review date fails the release job, not every build.
test.runIf(process.env['RELEASE'])('no template is past its review date', () => {
  const aYearAgo = new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10)
  expect(all.filter(({ meta }) => meta.reviewed < aYearAgo).map(({ meta }) => meta.id)).toEqual([])
})

test('the plan names documents as the catalogue does', () => {
  const numbers = new Set(documents.map(({ meta }) => meta.number))
  for (const { answers } of firms)
    for (const task of (gdpr.view(orderOf(answers)) as unknown as GdprView).plan)
      if (task.document) expect(numbers).toContain(task.document.slice(0, 2))
})

test('every task of a plan cites a source that resolves', () => {
  for (const { answers } of firms)
    for (const task of (gdpr.view(orderOf(answers)) as unknown as GdprView).plan)
      expect(known).toContain(task.source)
})

test('every document says that it is no legal advice, and its law date', () => {
  for (const text of staticDocuments(orderOf(mainFirm.answers)).values()) {
    expect(text).toContain('not legal advice')
    expect(text).toContain('law as of 20 November 2026')
  }
})

test('field ids are unique within a document', () => {
  for (const { answers } of firms)
    for (const text of staticDocuments(orderOf(answers)).values()) {
      const ids = [...text.matchAll(/^::(?:field|log|signature)\{id="([^"]+)"/gm)].map(
        ([, id]) => id,
      )
      expect(ids).toEqual([...new Set(ids)])
    }
})

test('only a firm under UK law reads of complaints under section 164A', () => {
  for (const { answers } of firms) {
    const { uk, inapplicable } = gdpr.view(orderOf(answers)) as unknown as GdprView
    const notice = staticDocuments(orderOf(answers)).get('02-privacy-notice')
    if (inapplicable.length === 0) expect(notice?.includes('section 164A')).toBe(uk)
  }
})

test('the notice names every authority to which people may complain', () => {
  const notice = staticDocuments(orderOf(mainFirm.answers)).get('02-privacy-notice') ?? ''
  expect(notice).toContain('Data Protection Commission')
  expect(notice).toContain('ICO')
})
