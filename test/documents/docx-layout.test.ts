import { expect, test } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { composePack } from '../../documents/compose/compose.ts'
import { renderDocx } from '../../documents/docx/render.ts'
import type { Printable } from '../../documents/printable.ts'
import type { Block } from '../../documents/text/blocks.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { everything } from './every-block.ts'
import { document } from './registers.ts'
import { firstRelease } from './rig.ts'
import { controlsOf, paragraphsOf, readWord, type WordFile } from './word-reader.ts'
import { all, first, type XmlElement } from './xml-reader.ts'

async function read(printable: Printable): Promise<WordFile> {
  return readWord(await renderDocx(printable, 'the-key'))
}

function paragraph(text: string): Block {
  return { type: 'paragraph', content: [{ text }] }
}

test('a section is labelled wherever it is another than above', async () => {
  const parts: [string, string][] = [
    ['a', 'Tailored'],
    ['a', 'Standard text'],
    ['b', 'Standard text'],
    ['b', 'Standard text'],
    ['a', 'Standard text'],
  ]
  const sections = parts.map(([id, label]): Block => {
    return { type: 'section', id, label, tailored: label === 'Tailored', blocks: [paragraph('x')] }
  })
  const words = paragraphsOf(await read(document(sections)))
  const from = words.indexOf('Tailored')
  const expected = ['Tailored', 'x', 'Standard text', 'x', 'Standard text', 'x', 'x']
  expect(words.slice(from)).toEqual([...expected, 'Standard text', 'x'])
})

test('headings, and what announces a table, never end a page', async () => {
  const { parts } = await read(everything)
  const styles = all(parts.get('word/styles.xml') as XmlElement, 'w:style')
  const kept = styles.filter((style) => first(style, 'w:keepNext'))
  expect(kept.map(({ attributes }) => attributes['w:styleId'])).toEqual(
    expect.arrayContaining(['Title', 'Heading1', 'Heading2', 'Heading3', 'TableHeading']),
  )
})

test('the last page is never empty: who signs stands on it', async () => {
  const { body } = await read(
    document([{ type: 'signature', id: 'approval', role: 'Managing director' }]),
  )
  const [table] = all(body, 'w:tbl').slice(-1)
  for (const it of all(table as XmlElement, 'w:p')) expect(first(it, 'w:keepNext')).toBeDefined()
})

test('the cover asks for its dates with a calendar', async () => {
  const order = orderOf(mainFirm.answers)
  const { documents } = composePack(gdpr, order, firstRelease(order))
  const notice = documents.find(({ path }) => path === '02-privacy-notice.docx')
  const file = await read(notice?.printable ?? everything)
  const dates = controlsOf(file).filter(({ kind }) => kind === 'w:date')
  expect(dates.slice(0, 2).map(({ alias, value }) => [alias, value])).toEqual([
    ['Approval date', ''],
    ['Next review', expect.stringMatching(/^\d+ \w+ \d{4}$/)],
  ])
})
