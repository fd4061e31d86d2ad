import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, test } from 'vitest'
import { needs, needsPython, python, run } from '../documents/foreign.ts'
import { valuesIn } from '../documents/form-reader.ts'
import { firms } from '../packs/firms.ts'
import { fillForm } from './fill-form.ts'
import { documentsOf, folder } from './matrix.ts'

const poppler = needsPython('gi.repository.Poppler', 'python3-gi gir1.2-poppler-0.18')
const pypdf = needsPython('pypdf', 'python3-pypdf')
const qpdf = needs('qpdf', 'qpdf')

/** By the name of the field. */
type Values = Readonly<Record<string, string>>

describe.skipIf(poppler.missing)(poppler.title, () => {
  test.each(firms)('Poppler lists every field of $name: name, tooltip, value', ({ name }) => {
    const documents = documentsOf(name, 'pdf')
    const listed = listFields(documents.map(({ file }) => file))
    for (const { file, fields } of documents) {
      const found = listed[file] ?? []
      expect(
        found.filter(([, tooltip]) => !tooltip?.trim()),
        file,
      ).toEqual([])
      expect(found, file).toHaveLength(fields.length)
      expect(valuesOf(found), file).toEqual(Object.fromEntries(fields))
    }
  })
})

describe.skipIf(qpdf.missing)(`pdf-lib, ${qpdf.title}`, () => {
  // Not by Poppler: it compares a choice with its options byte by byte, and pdf-lib encodes anew.
  test.each(firms)('every PDF of $name can be filled in and reads back', async ({ name }) => {
    for (const { file, fields } of documentsOf(name, 'pdf')) {
      const target = filled('pdf-lib', file)
      const values = await fillForm(file, target)
      const { length } = Object.keys(values)
      expect(length, target).toBe(fields.length)
      const again = await PDFDocument.load(readFileSync(target), { updateMetadata: false })
      expect(valuesIn(again.getForm()), target).toEqual(values)
      expect(run('qpdf', ['--check', target]), target).toContain('No syntax')
    }
  })
})

const missing = pypdf.missing || poppler.missing || qpdf.missing
describe.skipIf(missing)(`${pypdf.title}, ${poppler.title}, ${qpdf.title}`, () => {
  const script = join(import.meta.dirname, 'fill-fields.py')

  test.each(firms)('every PDF of $name can be filled in, and Poppler reads it', ({ name }) => {
    const documents = documentsOf(name, 'pdf')
    const files = documents.map(({ file }) => file)
    const values: Record<string, Values> = JSON.parse(
      run(python, [script, filled('pypdf'), ...files]),
    )
    const listed = listFields(files.map((file) => filled('pypdf', file)))
    for (const { file, fields } of documents) {
      const target = filled('pypdf', file)
      expect(Object.keys(values[target] ?? {}), target).toHaveLength(fields.length)
      expect(valuesOf(listed[target] ?? []), target).toEqual(values[target])
      expect(run('qpdf', ['--check', target]), target).toContain('No syntax')
    }
  })
})

/** Where a library writes what it filled in: the folder, or a file in it. */
function filled(library: string, file?: string): string {
  const path = join(folder, `filled-by-${library}`)
  mkdirSync(path, { recursive: true })
  return file === undefined ? path : join(path, basename(file))
}

type Listed = readonly (readonly [name: string, tooltip: string | null, value: string])[]

function listFields(files: readonly string[]): Readonly<Record<string, Listed>> {
  return JSON.parse(run(python, [join(import.meta.dirname, 'list-fields.py'), ...files]))
}

function valuesOf(listed: Listed): Values {
  return Object.fromEntries(listed.map(([name, , value]) => [name, value]))
}
