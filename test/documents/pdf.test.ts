import { afterAll, describe, expect, test } from 'vitest'
import { renderPdf } from '../../documents/pdf/render.ts'
import type { Block } from '../../documents/text/blocks.ts'
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

  const words = (text: string) => [{ text }]
  const lines = (count: number): Block[] =>
    Array.from({ length: count }, () => ({ type: 'paragraph', content: words('Words.') }))
  const tableOf = (rows: number): Block => {
    const cells = Array.from({ length: rows }, (_, row) => [words(`Row${row}.`), words('Cell')])
    return { type: 'table', header: [words('Head'), words('More')], rows: cells }
  }
  test('a heading that begins what is handed out stands at the top of a page', async () => {
    const heading: Block = { type: 'heading', level: 2, content: words('To you'), startsPage: true }
    const pages = await pagesOf(...lines(3), heading, ...lines(1))
    expect(pages).toHaveLength(2)
    expect(pages[1]).toMatch(/^Toyou/)
  })

  const rowsOn = (page: string) => page.match(/Row\d+\./g)?.length ?? 0

  test.each([5, 9])('a table of %i rows leaves none alone on a page', async (rows) => {
    const splits = new Set<string>()
    for (let above = 8; above < 26; above += 1) {
      const pages = await pagesOf(...lines(above), tableOf(rows))
      const split = pages.map(rowsOn).filter((count) => count > 0)
      expect(split, `${above} lines above`).not.toContain(1)
      splits.add(split.join())
    }
    // Short ones stand on one page; a longer one was split somewhere on the way.
    expect(splits.size > 1).toBe(rows > 5)
  })
})
