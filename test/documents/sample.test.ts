import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleAnswers } from '../../api/offers.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { prepareVerapdf, validatePdfUa, verapdfInstallLine } from '../../dev/verapdf.ts'
import { makeSample } from '../../documents/press/sample.ts'
import { sampleOrder } from '../../orders/release/sample.ts'
import { squeezed } from './expected-text.ts'
import { needs, run } from './foreign.ts'
import { seed, temporaryFolder } from './rig.ts'
import { readZip } from './zip-reader.ts'

const folder = temporaryFolder()
const order = sampleOrder('gdpr', sampleAnswers)!
let paths: string[]
let pdfs: string[]

beforeAll(async () => {
  const { zip } = await makeSample(gdpr, order, seed)
  const entries = await readZip(zip)
  paths = entries.map(({ path }) => path.slice(path.indexOf('/') + 1))
  pdfs = entries
    .filter(({ path }) => path.endsWith('.pdf'))
    .map(({ path, bytes }) => folder.write(path.replaceAll('/', '-'), bytes))
})

afterAll(() => folder.remove())

test('the sample has every document of the pack as PDF, and no file that is made to be edited', () => {
  const documents = paths.filter((path) => /^(?!00)\d\d-/.test(path))
  expect(documents.map((path) => path.slice(0, 2))).toEqual(
    Array.from({ length: 15 }, (_, index) => String(index + 1).padStart(2, '0')),
  )
  expect(paths.filter((path) => /\.(docx|xlsx)$/.test(path))).toEqual([])
})

test('the sample comes out the same each time', async () => {
  const [one, other] = [await makeSample(gdpr, order, seed), await makeSample(gdpr, order, seed)]
  expect(one.sha256).toBe(other.sha256)
})

const pdftotext = needs('pdftotext', 'poppler-utils')
test.skipIf(pdftotext.missing)(`every page is marked (${pdftotext.title})`, () => {
  for (const file of pdfs) {
    const pages = run('pdftotext', ['-raw', file, '-']).split('\f').slice(0, -1)
    for (const [index, page] of pages.entries())
      expect(squeezed(page), `${file}, page ${index + 1}`).toContain('SAMPLE·FICTIONALFIRM')
  }
})

const canValidate = prepareVerapdf() || process.env['CI'] === 'true'
const hint = canValidate ? '' : ` (skipped; to run it: ${verapdfInstallLine})`
describe.skipIf(!canValidate)(`veraPDF${hint}`, () => {
  test('finds that the marked PDFs still conform to PDF/UA-1', async () => {
    const findings = await validatePdfUa(pdfs)
    expect(findings.length).toBe(pdfs.length)
    expect(findings.flatMap(({ failures }) => failures)).toEqual([])
  })
})
