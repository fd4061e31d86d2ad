import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { squeezed } from '../documents/expected-text.ts'
import { needs, run } from '../documents/foreign.ts'
import { convert } from '../documents/libre-office.ts'
import { firms } from '../packs/firms.ts'
import { documentsOf, folder } from './matrix.ts'

/**
 * What stands beside another in a row and takes two lines is read line by line, and a hyphen at the end of
 * one is taken for the break of a word.
 */
const piecesOf = (fact: string) => fact.split(/[\s-]+/)

const poppler = needs('pdftotext', 'poppler-utils')
const kinds = [
  { format: 'docx', kind: 'Word', office: needs('soffice', 'libreoffice-writer-nogui') },
  { format: 'xlsx', kind: 'Excel', office: needs('soffice', 'libreoffice-calc-nogui') },
] as const

for (const { format, kind, office } of kinds)
  describe.skipIf(office.missing || poppler.missing)(`${office.title}, ${poppler.title}`, () => {
    const shown = join(folder, `${format}-shown`)

    test.each(firms)(`opens every ${kind} file of $name`, async ({ name }) => {
      const documents = documentsOf(name, format)
      expect(documents).not.toEqual([])
      mkdirSync(shown, { recursive: true })
      await convert(
        documents.map(({ file }) => file),
        'pdf',
        shown,
      )
      for (const { file, title, facts } of documents) {
        const pdf = join(shown, basename(file).replace(format, 'pdf'))
        const text = squeezed(run('pdftotext', [pdf, '-']))
        for (const words of [squeezed(title), ...facts.flatMap(piecesOf)])
          expect(text, file).toContain(words)
      }
    })
  })
