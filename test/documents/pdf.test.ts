import { afterAll, describe, expect, test } from 'vitest'
import type { Block } from '../../documents/blocks.ts'
import { renderPdf } from '../../documents/pdf/render.ts'
import { squeezed } from './expected-text.ts'
import { needs, run } from './foreign.ts'
import { document } from './registers.ts'
import { temporaryFolder } from './rig.ts'

const pdftotext = needs('pdftotext', 'poppler-utils')
describe.skipIf(pdftotext.missing)(pdftotext.title, () => {
  const folder = temporaryFolder()
  afterAll(() => folder.remove())

  async function pagesOf(...blocks: Block[]): Promise<string[]> {
    const file = folder.write('document.pdf', await renderPdf(document(blocks), 'key'))
    return run('pdftotext', ['-raw', file, '-']).split('\f').slice(0, -1).map(squeezed)
  }

  test('who signs is printed in full, however long the role', async () => {
    const role = 'Managing director and owner of everything '.repeat(6).trim()
    const [page] = await pagesOf({ type: 'signature', id: 'approval', role })
    expect(page).toContain(squeezed(role))
  })

  test('a remark on a log never stands on a page without a row of it', async () => {
    const columns = Array.from({ length: 7 }, (_, index) => `Column ${index}`)
    const types = columns.map(() => 'text' as const)
    for (const rows of [12, 13, 14, 15]) {
      const log: Block = { type: 'log', id: 'log', sheet: 'Log', rows, columns, types }
      const pages = await pagesOf(log, { type: 'paragraph', content: [{ text: 'Read it.' }] })
      const last = pages.at(-1)
      expect(last, `${rows} rows`).toContain('Readit.')
      expect(last, `${rows} rows`).toMatch(/^Column0/)
    }
  })
})
