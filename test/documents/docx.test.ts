import { describe, expect, test } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { composePack } from '../../documents/compose/compose.ts'
import { renderDocx } from '../../documents/docx/render.ts'
import type { Printable } from '../../documents/printable.ts'
import type { Block } from '../../documents/text/blocks.ts'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { everything, label } from './every-block.ts'
import { fieldsOf, squeezed, wordsOf } from './expected-text.ts'
import { document, hostile } from './registers.ts'
import { firstRelease, laterRelease } from './rig.ts'
import {
  controlsOf,
  paragraphsOf,
  readWord,
  textOf,
  valueOf,
  type WordFile,
} from './word-reader.ts'
import { all, first, type XmlElement } from './xml-reader.ts'

async function word(printable: Printable): Promise<WordFile> {
  return readWord(await renderDocx(printable, 'the-key'))
}

const order = orderOf(mainFirm.answers)
const packs = [firstRelease(order), laterRelease(order, ['notice-section'])]
const printables = new Map(
  packs.flatMap((release) =>
    composePack(gdpr, order, release).documents.map(({ path, printable }) => {
      return [`${path.replace(/\.\w+$/, '')}, release ${release.version}`, printable] as const
    }),
  ),
)

/** A log is an empty table in Word, without controls. */
function withoutLogs(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type === 'log') return []
    if (block.type === 'list') return [{ ...block, items: block.items.map(withoutLogs) }]
    if (block.type === 'section' || block.type === 'callout')
      return [{ ...block, blocks: withoutLogs(block.blocks) }]
    return [block]
  })
}

describe.each([['a document of every block', everything], ...printables])('%s', (_, printable) => {
  test('has every word in reading order, with the labels of its lists', async () => {
    const words = squeezed(paragraphsOf(await word(printable)).join(''))
    expect(words).toBe(wordsOf(printable).replaceAll('(day,month,year)', ''))
  })

  test('has a content control with the value of each field', async () => {
    const controls = controlsOf(await word(printable))
    const bare = { ...printable, blocks: withoutLogs(printable.blocks) }
    const expected = fieldsOf(bare).map(([id, value]) => [id, value && expect.any(String)])
    expect(controls.map(({ tag, value }) => [tag, value])).toEqual(expected)
    const written = controls.filter(({ kind, value }) => kind !== 'w14:checkbox' && value !== '')
    const values = new Map(fieldsOf(bare))
    for (const { tag, value } of written) expect(value).toBe(values.get(tag))
  })

  test('gives every control a number of its own', async () => {
    const { body } = await word(printable)
    const numbers = all(body, 'w:sdtPr').map((properties) => valueOf(properties, 'w:id'))
    expect(new Set(numbers).size).toBe(numbers.length)
  })
})

test('each kind of field is its kind of control, under its label', async () => {
  const controls = controlsOf(await word(everything))
  expect(controls.map(({ alias, kind, value, options }) => [alias, kind, value, options])).toEqual([
    ['Owner', 'w:text', 'Ann', []],
    ['Lead', 'w:text', 'Ann & Bob', []],
    ['Notes', 'w:text lines', '', []],
    ['Lines', 'w:richText', 'First line\nsecond line', []],
    ['Done on', 'w:date', '', []],
    ['Kind', 'w:dropDownList', 'Other', ['Other', 'Loss', 'Theft']],
    ['It is so', 'w14:checkbox', '☒', []],
    ['It is not so', 'w14:checkbox', '', []],
    ['Name', 'w:text', '', []],
    ['Date', 'w:date', '', []],
    ['Signature', 'w:text', '', []],
  ])
})

test('a label longer than Word allows is shortened in the control, not in the text', async () => {
  const long = 'Why '.repeat(30).trim()
  const field: Block = {
    type: 'field',
    id: 'why',
    kind: 'text',
    label: long,
    value: '',
    options: [],
  }
  const file = await word(document([field]))
  expect(controlsOf(file).at(-1)?.alias).toHaveLength(64)
  expect(paragraphsOf(file)).toContain(long)
})

test('only https, mailto and tel addresses are links, and every link has its address', async () => {
  const { body, parts } = await word(everything)
  const links = all(body, 'w:hyperlink').map((link) => link.attributes['r:id'])
  const relations = all(parts.get('word/_rels/document.xml.rels') as XmlElement, 'Relationship')
  const targets = relations.filter(({ attributes }) => attributes['TargetMode'] === 'External')
  expect(targets.map(({ attributes }) => [attributes['Id'], attributes['Target']])).toEqual([
    [links[0], 'https://example.org/a?b=1&c=2'],
    [links[1], 'mailto:a@example.org'],
    [links[2], 'tel:+441314960000'],
  ])
})

test('the address of a link is a URI whatever somebody wrote', async () => {
  const link = 'mailto:a b@example.org?subject=[x]|"<'
  const { parts } = await word(document([{ type: 'paragraph', content: [{ text: 'x', link }] }]))
  const relations = all(parts.get('word/_rels/document.xml.rels') as XmlElement, 'Relationship')
  expect(relations.at(-1)?.attributes['Target']).toBe(
    'mailto:a%20b@example.org?subject=%5Bx%5D%7C%22%3C',
  )
})

test('headings are styles with outline levels, below the title', async () => {
  const { body, parts } = await word(everything)
  const styles = all(body, 'w:pStyle').map(({ attributes }) => attributes['w:val'])
  expect(styles.filter((style) => /Title|Heading/.test(style ?? ''))).toEqual([
    'Title',
    'Heading1',
    'Heading2',
    'TableHeading',
    'TableHeading',
    'Heading1',
    ...Array(7).fill('TableHeading'),
    'Heading1',
  ])
  const known = all(parts.get('word/styles.xml') as XmlElement, 'w:style')
  const ids = known.map(({ attributes }) => attributes['w:styleId'])
  expect(ids).toEqual(expect.arrayContaining([...new Set(styles)]))
  const heading = known.find(({ attributes }) => attributes['w:styleId'] === 'Heading2')
  expect(heading && valueOf(heading, 'w:outlineLvl')).toBe('1')
})

test('a chapter with a wide log stands on landscape pages, the others do not', async () => {
  const { body } = await word(everything)
  const sizes = all(body, 'w:pgSz').map(({ attributes }) => attributes['w:orient'] ?? 'portrait')
  expect(sizes).toEqual(['portrait', 'landscape', 'portrait'])
})

test('the head of a table comes back on every page, and no row is split', async () => {
  const { body } = await word(everything)
  const headed = all(body, 'w:tbl').filter(
    (it) => first(it, 'w:tblLook')?.attributes['w:firstRow'] === '1',
  )
  expect(headed).toHaveLength(2)
  for (const table of headed)
    expect(all(table, 'w:tr').map((row) => first(row, 'w:tblHeader') !== undefined)).toEqual([
      true,
      ...all(table, 'w:tr')
        .slice(1)
        .map(() => false),
    ])
  for (const row of all(body, 'w:tr')) expect(first(row, 'w:cantSplit')).toBeDefined()
})

test('a section is labelled once and has a bar on each of its paragraphs', async () => {
  const { body } = await word(everything)
  const paragraphs = all(body, 'w:p').filter((it) => first(it, 'w:left') && first(it, 'w:pBdr'))
  const barred = paragraphs.map(textOf).filter((words) => words !== '')
  expect(barred).toEqual([label, 'In a section', 'item'])
})

test('every cell and the body end with a paragraph, as Word demands', async () => {
  const log = {
    type: 'log',
    id: 'l',
    sheet: 'L',
    rows: 1,
    columns: ['A'],
    types: ['text'],
  } as const
  const inside: Block[] = [{ ...log, columns: ['A'], types: ['text'] }]
  const { body } = await word(
    document([
      { type: 'callout', kind: 'note', blocks: inside },
      { type: 'callout', kind: 'note', blocks: [] },
    ]),
  )
  for (const cell of all(body, 'w:tc'))
    expect((cell.children.at(-1) as XmlElement).name).toBe('w:p')
  const ends = first(body, 'w:body')?.children.slice(-2) as XmlElement[]
  expect(ends.map(({ name }) => name)).toEqual(['w:p', 'w:sectPr'])
})

const attacks = [
  ...hostile,
  ']]>',
  '<w:p/>',
  '{{company.name}}',
  '&lt;',
  'bell\u0007',
  'half \ud800',
]
const clean = (value: string) => value.replaceAll('\u0007', '').replaceAll('\ud800', '')

test('hostile text stays text in every place', async () => {
  for (const value of attacks) {
    const paragraph: Block = { type: 'paragraph', content: [{ text: value, link: value }] }
    const field = { type: 'field' as const, id: 'f', label: value, value, options: [] }
    const blocks: Block[] = [
      paragraph,
      { type: 'heading', level: 2, content: [{ text: value, strong: true }] },
      { type: 'list', ordered: false, start: 1, items: [[paragraph]] },
      { ...field, kind: 'text' },
      { ...field, kind: 'choice', options: [value] },
    ]
    const file = await word(document(blocks, { title: value, footer: [value] }))
    const shown = clean(value)
    expect(paragraphsOf(file).filter((words) => words.endsWith(shown)).length).toBeGreaterThan(5)
    expect(controlsOf(file).slice(-2)).toEqual([
      { tag: 'f', alias: shown, kind: expect.any(String), value: shown, options: [] },
      { tag: 'f', alias: shown, kind: 'w:dropDownList', value: shown, options: [shown] },
    ])
  }
})

test('hostile text stays text in a table', async () => {
  const printed = attacks.filter((value) => unsupportedCharacters(value).length === 0)
  const rows = printed.map((text) => [[{ text }]])
  const file = await word(document([{ type: 'table', header: [[{ text: ']]>' }]], rows }]))
  expect(paragraphsOf(file)).toEqual(expect.arrayContaining([']]>', ...printed]))
  expect(printed.length).toBeGreaterThan(9)
})
