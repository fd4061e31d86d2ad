import { beforeAll, describe, expect, test } from 'vitest'
import { prepareVerapdf, validatePdfUa, verapdfInstallLine } from '../../dev/verapdf.ts'
import { needs, run } from '../documents/foreign.ts'
import { firms } from '../packs/firms.ts'
import { documentsOf, matrix } from './matrix.ts'

const qpdf = needs('qpdf', 'qpdf')
describe.skipIf(qpdf.missing)(qpdf.title, () => {
  test.each(firms)('every PDF of $name is sound', ({ name }) => {
    for (const { file } of documentsOf(name, 'pdf'))
      expect(run('qpdf', ['--check', file]), file).toContain('No syntax')
  })
})

const noJava = !prepareVerapdf()
const skipped = noJava ? ` (skipped; to run it: ${verapdfInstallLine})` : ''
describe.skipIf(noJava && process.env['CI'] !== 'true')(`veraPDF${skipped}`, () => {
  let failures: Map<string, readonly string[]>

  beforeAll(async () => {
    const files = matrix.documents.filter(({ format }) => format === 'pdf').map(({ file }) => file)
    const findings = await validatePdfUa(files)
    failures = new Map(findings.map((finding) => [finding.file, finding.failures]))
  })

  test.each(firms)('every PDF of $name conforms to PDF/UA-1', ({ name }) => {
    const files = documentsOf(name, 'pdf').map(({ file }) => file)
    const found = files.map((file) => [file, failures.get(file)])
    expect(found).toEqual(files.map((file) => [file, []]))
  })
})
