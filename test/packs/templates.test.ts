import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { templatesOf } from '../../documents/text/templates.ts'
import { sourceIds } from '../../knowledge/sources.ts'
import { longDate } from '../../pack/wording.ts'
import { orderOf, packs, staticDocuments } from './firms.ts'
import { documentScope, missingInForm, noticeScope } from './scopes.ts'
import { missingVariables } from './variables.ts'

const root = join(import.meta.dirname, '..', '..')

function filesIn(folder: string): { file: string; source: string }[] {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.hbs'))
  return files.map((name) => {
    const file = `${folder}/${name}`
    return { file, source: readFileSync(join(root, file), 'utf8') }
  })
}

test.each(filesIn('templates/every-pack'))('$file uses only variables that exist', ({ source }) =>
  expect(missingVariables(source, noticeScope)).toEqual([]),
)

describe.each(packs)('pack $id', ({ id, pack, main, firms }) => {
  const { documents, tailored } = templatesOf(id)
  const all = [...documents, ...Object.values(tailored)]
  const standalone = Object.keys(tailored).length > 0 ? filesIn(`templates/${id}/tailored`) : []
  const files = [...filesIn(`templates/${id}`), ...standalone]
  const orderFor = (answers: typeof main.answers) => orderOf(answers, 'full', pack)

  test.each(files)('$file uses only variables that exist', ({ source }) => {
    expect(missingVariables(source, documentScope(pack))).toEqual([])
  })

  test('a variable that does not exist is found in a branch that is never taken', () => {
    const source = '{{#if owner}}{{#each firstActions as |task|}}{{md task.titel}}{{/each}}{{/if}}'
    expect(missingVariables(source, documentScope(pack))).toEqual(['1: task.titel'])
  })

  test.each(pack.artefacts.filter(({ onFailure }) => onFailure === 'static'))(
    'the static form of $id uses only variables that exist',
    (artefact) => {
      const file = join(root, 'fallbacks', id, `${artefact.id}.yaml`)
      const form: unknown = parse(readFileSync(file, 'utf8'))
      const view = pack.view(orderFor(main.answers))
      expect(missingInForm(pack, artefact, form, view)).toEqual([])
    },
  )

  test.each(all)('$meta.id cites only sources that resolve', ({ meta }) => {
    const known = sourceIds(id)
    expect(meta.basis.filter((source) => !known.includes(source))).toEqual([])
  })

  test.each(all)('$meta.id states the law of the pack and was reviewed since', ({ meta }) => {
    expect(meta.lawAsOf).toBe(pack.lawAsOf)
    expect(meta.reviewed >= meta.lawAsOf).toBe(true)
  })

  // 8-quality: a template past its review date fails the release job, not every build.
  test.runIf(process.env['RELEASE'])('no template is past its review date', () => {
    const aYearAgo = new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10)
    const old = all.filter(({ meta }) => meta.reviewed < aYearAgo)
    expect(old.map(({ meta }) => meta.id)).toEqual([])
  })

  test('every document says that it is no legal advice, and its law date', () => {
    for (const text of staticDocuments(orderFor(main.answers)).values()) {
      expect(text).toContain('not legal advice')
      expect(text).toContain(`law as of ${longDate(pack.lawAsOf)}`)
    }
  })

  test('field ids are unique within a document', () => {
    for (const { answers } of firms)
      for (const text of staticDocuments(orderFor(answers)).values()) {
        const found = text.matchAll(/^::(?:field|log|signature)\{id="([^"]+)"/gm)
        const ids = [...found].map(([, field]) => field)
        expect(ids).toEqual([...new Set(ids)])
      }
  })

  test('no document points to one that was left out', () => {
    for (const { name, answers } of firms) {
      const order = orderFor(answers)
      const missing = pack.leftOut(pack.view(order)).map(({ number }) => number)
      for (const [document, text] of staticDocuments(order)) {
        const dangling = numbersNamedIn(text).filter((number) => missing.includes(number))
        expect(dangling, `${name}: ${document}`).toEqual([])
      }
    }
  })

  test('a log that is kept in a spreadsheet has a sheet of its own name and typed columns', () => {
    const workbooks = all.filter(({ meta }) => meta.formats.includes('xlsx'))
    for (const { meta } of workbooks) {
      const { source } = files.find(({ file }) => file.endsWith(`/${meta.id}.md.hbs`))!
      for (const [log] of source.matchAll(/^::log\{.*$/gm)) expect(log).toMatch(/ sheet=.* types=/)
    }
  })
})

/** Catalogue numbers: of `documents 02 and 11`, and of `… (08)`. */
function numbersNamedIn(text: string): string[] {
  const named = text.matchAll(/\bdocuments? (\d{2}(?:(?:,| and| or) \d{2})*)| \((\d{2})\)/gi)
  return [...named].flatMap(([found]) => found.match(/\d{2}/g) ?? [])
}
