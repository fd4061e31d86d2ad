import fc from 'fast-check'
import type { Nodes } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { expect, test } from 'vitest'
import { renderPdf } from '../../documents/pdf/render.ts'
import { type Block, plain } from '../../documents/text/blocks.ts'
import { compileTemplate } from '../../documents/text/handlebars.ts'
import { toMarkdown } from '../../documents/text/markdown.ts'
import { mark } from '../../documents/text/marks.ts'
import { parseMarkdown } from '../../documents/text/parse.ts'
import { unsupportedCharacters } from '../../documents/type/characters.ts'

const origin = { file: 'test.md.hbs', linesAbove: 0 }
const labels = () => ({ label: 'Standard text', tailored: false })

const places = {
  line: compileTemplate('{{md value}}\n', origin),
  middle: compileTemplate('before **{{md value}}** after\n', origin),
  item: compileTemplate('- {{md value}}\n', origin),
  cell: compileTemplate('| head |\n| --- |\n| {{md value}} |\n', origin),
  heading: compileTemplate('## {{md value}}\n', origin),
  field: compileTemplate('::field{id="f" type="text" label="L" value="{{attr value}}"}\n', origin),
}

function blocksWith(place: keyof typeof places, value: string): Block[] {
  const { markdown, values } = places[place]({ value })
  return parseMarkdown(markdown, labels, values)
}

/** What a value looks like on one line. */
const inLine = (value: string) => value.normalize('NFC').trim().replace(/\s+/g, ' ')

function textIn(place: keyof typeof places, value: string): string {
  const [block] = blocksWith(place, value)
  switch (block?.type) {
    case 'paragraph':
    case 'heading':
      return plain(block.content).replace(/^before (.*) after$/, '$1')
    case 'list':
      return block.items[0]?.[0]?.type === 'paragraph' ? plain(block.items[0][0].content) : '?'
    case 'table':
      return plain(block.rows[0]?.[0] ?? [])
    case 'field':
      return block.value
    default:
      return `no text but ${block?.type}`
  }
}

const attacks = [
  '# [x](javascript:alert(1))',
  '<script>alert(1)</script>',
  '{{company.name}} {{{x}}} {{#each x}}',
  '![a](http://evil.example/a.png)',
  'www.evil.example and https://evil.example and a@evil.example',
  ':::section{id="risk-plan"}',
  '::field{id="x" type="text" label="y"}',
  ':red[text]{#id} :a',
  '| a | b | \\| c',
  '1. one',
  '- item',
  '+ item',
  '=====',
  '---',
  '***bold*** __x__ ~~y~~ `code` \\',
  '[^1]: note',
  '&lt;b&gt; &#35; &amp;',
  '"} value="other',
  '> quote',
  '    indented',
  `${mark}0\u{E001} ${mark}`,
]

test.each(Object.keys(places) as (keyof typeof places)[])(
  'hostile text stays plain text in a %s',
  (place) => {
    for (const value of attacks) expect(textIn(place, value)).toBe(inLine(value))
  },
)

test.each(Object.keys(places) as (keyof typeof places)[])(
  'any printable text comes out of a %s as it went in',
  (place) => {
    const signs = fc.constantFrom(
      ...' \n!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~aA1é0wWх'.split(''),
      'www.',
      'http://',
      mark,
      '\u{E001}',
    )
    const values = fc.string({ unit: signs, minLength: 1, maxLength: 24 })
    fc.assert(
      fc.property(
        values.filter((value) => inLine(value) !== ''),
        (value) => {
          const expected = place === 'field' ? value.normalize('NFC').trim() : inLine(value)
          expect(textIn(place, value)).toBe(expected)
        },
      ),
      { numRuns: 400 },
    )
  },
)

test('no value becomes a link', () => {
  const [block] = blocksWith('line', attacks.join(' '))
  expect(block?.type === 'paragraph' && block.content.some(({ link }) => link)).toBe(false)
})

test('written Markdown shows the same words in any Markdown reader', () => {
  const reader = unified().use(remarkParse).use(remarkGfm)
  for (const value of attacks) {
    const written = toMarkdown('Title', blocksWith('line', value))
    const [, paragraph, ...more] = reader.parse(written).children
    expect(more).toEqual([])
    expect(paragraph && wordsIn(paragraph)).toBe(inLine(value))
  }
})

function wordsIn(node: Nodes): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(wordsIn).join('') : `<${node.type}>`
}

test.each([
  ['an emoji', 'Café 🥐', ['🥐']],
  ['Hebrew', 'שלום', ['ש', 'ל', 'ו', 'ם']],
  ['Chinese', '北京', ['北', '京']],
  ['a direction override', 'a\u202eb', ['\u202e']],
  ['a control character', 'a\u0007b', ['\u0007']],
  ['a zero-width space', 'a\u200bb', ['\u200b']],
])('%s is named as unsupported', (_, text, expected) => {
  expect(unsupportedCharacters(text)).toEqual(expected)
})

test.each([
  'Zażółć gęślą jaźń',
  'Ταβέρνα Αθήνα',
  'Пекарня «Ёлка» ООО',
  'Ýmir Þór & Söhne – 5 €',
  'e\u0301clair\n\t',
])('%j is supported', (text) => {
  expect(unsupportedCharacters(text)).toEqual([])
})

test('rendering refuses a character it cannot print, by name', async () => {
  const blocks = parseMarkdown('Fresh 🥐 daily', labels)
  const cover = { kicker: 'k', summary: 's', facts: [], fields: [], origin: '' }
  const document = {
    title: 'T',
    lang: 'en-GB',
    createdAt: '2026-11-21T10:00:00.000Z',
    producer: 'Test',
    tailored: false,
    cover: { ...cover, facts: [{ label: 'a', value: 'b' }] },
    footer: ['f'],
    blocks,
  }
  await expect(renderPdf(document, 'key')).rejects.toThrow('"🥐" (U+1F950)')
})
