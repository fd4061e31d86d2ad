import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareVerapdf, validatePdfUa, verapdfInstallLine } from '../../dev/verapdf.ts'
import type { PackDocument } from '../../documents/compose/files.ts'
import { firms, mainFirm, orderOf } from '../packs/firms.ts'
import { fieldsOf, headsOf, squeezed, wordsOf } from './expected-text.ts'
import { needs, run } from './foreign.ts'
import { valuesIn } from './form-reader.ts'
import { firstRelease, laterRelease, type Made, makePack, temporaryFolder } from './rig.ts'

const folder = temporaryFolder()
const order = orderOf(mainFirm.answers)
const artefacts = ['notice-section', 'risk-plan', 'processing-descriptions']
let pack: Made
const documents: { document: PackDocument; file: string; bytes: Buffer }[] = []

beforeAll(async () => {
  pack = await makePack(order, laterRelease(order, artefacts))
  for (const document of pack.pdfs) {
    const bytes = Buffer.from(pack.rendered[document.key] ?? [])
    const file = folder.write(document.path.replace('/', '-'), bytes)
    documents.push({ document, file, bytes })
  }
})

afterAll(() => folder.remove())

const pdftotext = needs('pdftotext', 'poppler-utils')
describe.skipIf(pdftotext.missing)(pdftotext.title, () => {
  test('every document reads as it was written, and no more', () => {
    for (const { document, file } of documents)
      expect(textOf(file, document), document.path).toBe(wordsOf(document.printable))
  })
})

const hostile = '# <b>R&D</b> {{x}} [a](javascript:b) *c* | "d" www.evil.example :::e{f="g"}'

describe.skipIf(pdftotext.missing)(`${pdftotext.title}, hostile answers`, () => {
  test('are words like any other', async () => {
    const company = {
      ...(mainFirm.answers['company'] as object),
      legalName: hostile,
      tradingName: hostile,
    }
    const theirs = orderOf({ ...mainFirm.answers, company })
    const made = await makePack(theirs, laterRelease(theirs, artefacts))
    for (const document of made.pdfs) {
      const file = folder.write('hostile.pdf', made.rendered[document.key] ?? Buffer.of())
      expect(textOf(file, document), document.path).toBe(wordsOf(document.printable))
      expect(squeezed(run('pdftotext', ['-raw', file, '-']))).toContain(squeezed(hostile))
    }
    expect(made.text.folder).toMatch(/^gdpr-pack-[a-z0-9-]+-v2$/)
  })
})

/** The text of all pages without footers, repeated table heads and field values. */
function textOf(file: string, { printable }: PackDocument): string {
  const heads = headsOf(printable.blocks)
  const expected = wordsOf(printable)
  const pages = run('pdftotext', ['-raw', file, '-']).split('\f').slice(0, -1)
  let read = ''
  for (const page of pages) {
    // Values follow the footer, because annotations are drawn above the page.
    const lines = page.split('\n')
    const law = lines.findIndex((line) => line.startsWith('Law as of') && line.includes('·'))
    const body = lines.slice(0, law - 1).join('')
    const words = squeezed(body)
    const head = heads.find((it) => words.startsWith(it))
    const goesOn = expected.startsWith(read + words)
    read += goesOn || !head ? words : words.slice(head.length)
  }
  return read
}

const qpdf = needs('qpdf', 'qpdf')
describe.skipIf(qpdf.missing)(qpdf.title, () => {
  test('every document is sound', () => {
    for (const { file } of documents) expect(run('qpdf', ['--check', file])).toContain('No syntax')
  })
})

const unzip = needs('unzip', 'unzip')
describe.skipIf(unzip.missing)(unzip.title, () => {
  test('the zip is sound', () => {
    const file = folder.write('pack.zip', pack.zip)
    expect(run('unzip', ['-t', file])).toContain('No errors detected')
  })
})

describe('pdf-lib', () => {
  test('every field has the name and value it was given, and words for a screen reader', async () => {
    for (const { document, bytes } of documents) {
      const form = (await PDFDocument.load(bytes, { updateMetadata: false })).getForm()
      expect(valuesIn(form), document.path).toEqual(
        Object.fromEntries(fieldsOf(document.printable)),
      )
      for (const field of form.getFields())
        expect(field.acroField.dict.toString(), field.getName()).toContain('/TU')
    }
  })

  test('a field that is filled in keeps Polish, Greek and Cyrillic', async () => {
    const { bytes } = documents[1] as (typeof documents)[number]
    const loaded = await PDFDocument.load(bytes)
    const value = 'Żółć, Αθήνα, Ёлка'
    loaded
      .getForm()
      .getTextField('document-owner')
      .acroField.setValue((await import('pdf-lib')).PDFHexString.fromText(value))
    const again = await PDFDocument.load(await loaded.save({ updateFieldAppearances: false }))
    expect(again.getForm().getTextField('document-owner').getText()).toBe(value)
  })
})

/** Firms whose answers hold these letters. */
const alphabets = ['sole-trader-poland', 'taverna-greece', 'software-bulgaria']

const noJava = !prepareVerapdf()
const skipped = noJava ? ` (skipped; to run it: ${verapdfInstallLine})` : ''
describe.skipIf(noJava && process.env['CI'] !== 'true')(`veraPDF${skipped}`, () => {
  test('every document conforms to PDF/UA-1, and one that does not is found out', async () => {
    const untagged = await (await PDFDocument.create()).save()
    const control = folder.write('untagged.pdf', untagged)
    const all = await validatePdfUa([...documents.map(({ file }) => file), control])
    const findings = new Map(all.map(({ file, failures }) => [file, failures]))
    expect(findings.get(control)).not.toEqual([])
    for (const { file } of documents) expect(findings.get(file), file).toEqual([])
  })

  test('documents in Polish, Greek and Cyrillic letters conform', async () => {
    const files: string[] = []
    for (const { name, answers } of firms.filter((firm) => alphabets.includes(firm.name))) {
      const made = await makePack(orderOf(answers), firstRelease(orderOf(answers)))
      for (const { key, path } of made.pdfs) {
        const bytes = made.rendered[key] ?? Buffer.of()
        files.push(folder.write(`${name}-${path.replace('/', '-')}`, bytes))
      }
    }
    const findings = await validatePdfUa(files)
    expect(findings.filter(({ failures }) => failures.length > 0)).toEqual([])
    expect(findings).toHaveLength(files.length)
    expect(files.length).toBeGreaterThanOrEqual(3 * alphabets.length)
  })
})

test('documents lie where the README says', () => {
  expect(documents.map(({ document }) => document.path)).toContain(
    join('tailored', 'risk-plan.pdf'),
  )
})
