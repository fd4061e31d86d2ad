import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { composePack } from '../../documents/compose/compose.ts'
import { renderDocx } from '../../documents/docx/render.ts'
import type { Printable } from '../../documents/printable.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { everything } from './every-block.ts'
import { squeezed } from './expected-text.ts'
import { needs, run } from './foreign.ts'
import { convert } from './libre-office.ts'
import { firstRelease, temporaryFolder } from './rig.ts'
import { controlsOf, paragraphsOf, readWord } from './word-reader.ts'

const order = orderOf(mainFirm.answers)
const written = composePack(gdpr, order, firstRelease(order)).documents.filter(
  ({ format }) => format === 'docx',
)
const printables: readonly (readonly [string, Printable])[] = [
  ['every-block', everything],
  ...written.map(({ path, printable }) => [path.replace('.docx', ''), printable] as const),
]

const office = needs('soffice', 'libreoffice-writer-nogui')
const poppler = needs('pdftotext', 'poppler-utils')

describe.skipIf(office.missing || poppler.missing)(`${office.title}, ${poppler.title}`, () => {
  const folder = temporaryFolder()
  afterAll(() => folder.remove())

  beforeAll(async () => {
    const files: string[] = []
    for (const [name, printable] of printables)
      files.push(folder.write(`${name}.docx`, await renderDocx(printable, 'key')))
    await convert(files, 'pdf', folder.path)
  })

  function shown(name: string): string {
    return run('pdftotext', [join(folder.path, `${name}.pdf`), '-'])
  }

  test.each(printables)('LibreOffice shows every word and value of %s', async (name, printable) => {
    const file = await readWord(await renderDocx(printable, 'key'))
    const values = controlsOf(file).map(({ value }) => value)
    const words = [...paragraphsOf(file), ...values].flatMap((text) => text.split(/\s+/))
    // Poppler takes a hyphen at the end of a line for one that only broke the word.
    const bare = (it: string) => squeezed(it).replaceAll('-', '')
    const text = bare(shown(name))
    expect(words.length).toBeGreaterThan(50)
    expect(words.filter((word) => !text.includes(bare(word)))).toEqual([])
  })

  test('LibreOffice counts lists and pages, and breaks lines, as we mean it', () => {
    const text = shown('every-block')
    const labels = [...text.matchAll(/^(\d\.|•)(?: .*)?$/gm)].map(([, label]) => label)
    expect(labels).toEqual(['1.', '2.', '•', '1.', '2.', '3.', '5.', '6.', '•'])
    expect(text).toMatch(/^First line\nsecond line$/m)
    const pages = [...text.matchAll(/Page (\d) of (\d)/g)].map(([page]) => page)
    expect(pages).toEqual([1, 2, 3, 4].map((page) => `Page ${page} of 4`))
  })
})
