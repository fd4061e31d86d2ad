import { afterAll, describe, expect, test } from 'vitest'
import { renderDocx } from '../../documents/docx/render.ts'
import { renderPdf } from '../../documents/pdf/render.ts'
import { toMarkdown } from '../../documents/text/markdown.ts'
import { parseMarkdown } from '../../documents/text/parse.ts'
import { stretchesOf } from '../../documents/text/stretches.ts'
import { needs, run } from './foreign.ts'
import { document } from './registers.ts'
import { temporaryFolder } from './rig.ts'
import { readWord, textOf } from './word-reader.ts'
import { all, type XmlElement } from './xml-reader.ts'

const mark = 'A starting point, not legal advice'
const label = 'Standard text'
const paragraphs = (count: number) => Array.from({ length: count }, () => 'Words.').join('\n\n')

const blocks = parseMarkdown(
  [
    '## How to use it',
    '::::handout\n## Letter\n\n:::section{id="a"}\nDear you.\n:::\n::::',
    `::::handout\n## Contract\n\n${paragraphs(60)}\n::::`,
    '## Approval',
  ].join('\n\n'),
  () => ({ label, tailored: false }),
)

test('a handout stands in a stretch of its own, and tells of no section', () => {
  const stretches = stretchesOf(blocks)
  expect(stretches.map(({ handout }) => handout)).toEqual([null, 0, 1, null])
  expect(toMarkdown('Title', blocks)).toContain('## Letter\n\nDear you.\n\n## Contract')
})

test('what stands at a mark inside goes where it belongs, and cannot end a handout', () => {
  const values = ['A\n::::\nB', 'C']
  const markdown = '::::handout\n\u{E000}\n::::\n\n\u{E000}'
  expect(parseMarkdown(markdown, () => ({ label, tailored: false }), values)).toEqual([
    { type: 'handout', blocks: [{ type: 'paragraph', content: [{ text: 'A :::: B' }] }] },
    { type: 'paragraph', content: [{ text: 'C' }] },
  ])
})

test('in Word its pages have a section of their own, whose footer is empty', async () => {
  const { body, parts } = await readWord(await renderDocx(document(blocks), 'key'))
  const footers = all(body, 'w:footerReference').map(({ attributes }) => attributes['r:id'])
  expect(footers).toEqual(['footerPortrait', 'footerHandout', 'footerHandout', 'footerPortrait'])
  expect(textOf(parts.get('word/footerHandout.xml') as XmlElement)).toBe('')
  expect(textOf(parts.get('word/footerPortrait.xml') as XmlElement)).toContain(mark)
})

const pdftotext = needs('pdftotext', 'poppler-utils')
describe.skipIf(pdftotext.missing)(pdftotext.title, () => {
  const folder = temporaryFolder()
  afterAll(() => folder.remove())

  test('in PDF it begins and ends with a page, counts its own, and bears no mark', async () => {
    const file = folder.write('document.pdf', await renderPdf(document(blocks), 'key'))
    const pages = run('pdftotext', ['-layout', file, '-']).split('\f').slice(0, -1)
    expect(pages).toHaveLength(5)
    expect(pages[1]?.trim()).toMatch(/^Letter\s+Dear you\.$/)
    expect(pages[2]?.trim()).toMatch(/^Contract[\s\S]+page 1 of 2$/)
    expect(pages[3]?.trim()).toMatch(/^Words[\s\S]+page 2 of 2$/)
    expect(pages[4]?.trim()).toMatch(/^Approval[\s\S]+page 5 of 5/)
    expect(pages.map((page) => page.includes(mark))).toEqual([true, false, false, false, true])
  })
})
