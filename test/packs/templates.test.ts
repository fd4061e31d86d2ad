import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { templatesOf } from '../../documents/templates.ts'
import { sourcesOf } from '../../knowledge/cards.ts'
import type { GdprView } from '../../pack/schema/gdpr/view-schema.ts'
import { gdpr } from '../../pack/schema/gdpr.ts'
import { firms, mainFirm, orderOf, staticDocuments } from './firms.ts'
import { documentScope, missingInForm, noticeScope } from './scopes.ts'
import { missingVariables } from './variables.ts'

const root = join(import.meta.dirname, '..', '..')
const { documents, tailored } = templatesOf('gdpr')
const all = [...documents, ...Object.values(tailored)]
const known = new Set(sourcesOf('gdpr').map(({ id }) => id))

const ofDocument = documentScope(gdpr)

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
  expect(missingVariables(source, noticeScope)).toEqual([]),
)

test('a variable that does not exist is found in a branch that is never taken', () => {
  const source = '{{#if eu}}{{#each plan as |task|}}{{md task.titel}}{{/each}}{{/if}}'
  expect(missingVariables(source, ofDocument)).toEqual(['task.titel'])
})

describe('static forms', () => {
  const view = gdpr.view(orderOf(mainFirm.answers))
  const written = gdpr.artefacts.filter(({ onFailure }) => onFailure === 'static')
  const forms = written.map((artefact) => {
    const file = join(root, 'fallbacks', 'gdpr', `${artefact.id}.yaml`)
    return { id: artefact.id, artefact, form: parse(readFileSync(file, 'utf8')) as object }
  })

  test.each(forms)('$id uses only variables that exist', ({ artefact, form }) => {
    expect(missingInForm(gdpr, artefact, form, view)).toEqual([])
  })
})

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

test('no document points to one that was left out', () => {
  for (const { name, answers } of firms) {
    const { leftOut } = gdpr.view(orderOf(answers)) as unknown as GdprView
    const missing = leftOut.map(({ number }) => number)
    for (const [id, text] of staticDocuments(orderOf(answers))) {
      const named = [
        ...text.matchAll(/\bdocuments? (\d{2}(?:(?:,| and| or) \d{2})*)| \((\d{2})\)/gi),
      ]
      const numbers = named.flatMap(([found]) => found.match(/\d{2}/g) ?? [])
      expect(
        numbers.filter((number) => missing.includes(number)),
        `${name}: ${id}`,
      ).toEqual([])
    }
  }
})

test('a log that is kept in a spreadsheet has a sheet of its own name and typed columns', () => {
  for (const { meta } of all.filter(({ meta }) => meta.formats.includes('xlsx'))) {
    const folder = meta.number === null ? 'templates/gdpr/tailored' : 'templates/gdpr'
    const source = readFileSync(join(root, folder, `${meta.id}.md.hbs`), 'utf8')
    for (const [log] of source.matchAll(/^::log\{.*$/gm)) expect(log).toMatch(/ sheet=.* types=/)
  }
})

test('only a firm under UK law reads of complaints under section 164A', () => {
  for (const { answers } of firms) {
    const { uk, leftOut } = gdpr.view(orderOf(answers)) as unknown as GdprView
    const notice = staticDocuments(orderOf(answers)).get('02-privacy-notice')
    const has = leftOut.every(({ number }) => number !== '02')
    if (has) expect(notice?.includes('section 164A')).toBe(uk)
  }
})

test('the notice names every authority to which people may complain', () => {
  const notice = staticDocuments(orderOf(mainFirm.answers)).get('02-privacy-notice') ?? ''
  expect(notice).toContain('Data Protection Commission')
  expect(notice).toContain('ICO')
})
