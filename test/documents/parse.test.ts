import { describe, expect, test } from 'vitest'
import { sectionPlans } from '../../catalogue/catalogue.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { contextOf } from '../../documents/compose/context.ts'
import { chunksOf } from '../../documents/text/chunks.ts'
import { finished } from '../../documents/text/draft.ts'
import type { Filled } from '../../documents/text/handlebars.ts'
import { mark } from '../../documents/text/marks.ts'
import { draftsOf } from '../../documents/text/mdast.ts'
import { parseMarkdown } from '../../documents/text/parse.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { Composition } from '../../pack/release.ts'
import { firms, orderOf } from '../packs/firms.ts'
import { firstRelease, laterRelease } from './rig.ts'

const labels = (id: string, row: string) => ({ label: `${id}/${row}`, tailored: row === 'a' })

/** As a writer by hand would put the values in: with all that Markdown might read escaped. */
function escapedIn({ markdown, values }: Filled): string {
  const rest = [...values]
  const lines = markdown.split('\n').map((line) =>
    line.replaceAll(mark, () => {
      const value = rest.shift() ?? ''
      return line.startsWith(':')
        ? value.replace(/[&"'<>{}\n]/g, (sign) => `&#${sign.charCodeAt(0)};`)
        : value.replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&')
    }),
  )
  return lines.join('\n')
}

function expectSameEitherWay(order: FrozenOrder, release: Composition): void {
  const { templates, variables, labels, parts } = contextOf(gdpr, order, release)
  const missing = gdpr.leftOut(variables).map(({ number }) => number)
  const shown = new Set(parts.map(({ artefact }) => artefact.id))
  const standalone = Object.values(templates.tailored).filter(({ meta }) => shown.has(meta.id))
  const numbered = templates.documents.filter(({ meta }) => !missing.includes(meta.number ?? ''))
  for (const { meta, fill } of [...numbered, ...standalone]) {
    const filled = fill({ ...variables, document: meta })
    const whole = finished(draftsOf(escapedIn(filled)), { values: [], labels })
    expect(parseMarkdown(filled.markdown, labels, filled.values), meta.id).toEqual(whole)
  }
}

describe.each(firms)('the documents of $name', ({ answers }) => {
  test('say the same as if their values had been written into the text', () => {
    const order = orderOf(answers)
    expectSameEitherWay(order, firstRelease(order))
  })

  test('say the same with written sections, too', () => {
    const order = orderOf(answers, 'self-serve')
    const all = sectionPlans(order).map(({ id }) => id)
    expectSameEitherWay(order, laterRelease(order, all))
  })
})

test('a text is kept for the next order without the values of the last', () => {
  const text = `## ${mark}\n\n::field{id="f-${mark}" type="text" label="L" value="${mark}"}`
  const of = (...values: string[]) => JSON.stringify(parseMarkdown(text, labels, values))
  const [first, second] = [of('One', 'a', 'x'), of('Two', 'b', 'y')]
  expect(second).toBe(first.replace('One', 'Two').replace('f-a', 'f-b').replace('"x"', '"y"'))
  expect(of('One', 'a', 'x')).toBe(first)
})

test('lists and containers are not cut', () => {
  const list = '- a\n\n  more of a\n\n- b'
  const section = ':::section{id="s"}\none\n\n### two\n\n:::'
  const nested = '::::callout{kind="note"}\n:::section{id="s"}\none\n:::\n\ntwo\n::::'
  const text = ['start', list, 'middle', section, '## end', nested, 'last']
  expect(chunksOf(text.join('\n\n\n'))).toEqual([`start\n\n${list}`, ...text.slice(2)])
})

test('a text with code or HTML, which may hold empty lines, is not cut', () => {
  for (const text of ['a\n\n```\n\n# b\n\n```', 'a\n\n<!--\n\n# b\n\n-->'])
    expect(chunksOf(text)).toEqual([text])
})

test('the rows of a section are labelled each for itself', () => {
  const text = [mark, mark].map((row) => `:::section{id="s" row="${row}"}\nx\n:::`).join('\n\n')
  expect(parseMarkdown(text, labels, ['a', 'b'])).toMatchObject([
    { id: 's', label: 's/a', tailored: true },
    { id: 's', label: 's/b', tailored: false },
  ])
})

test('a link to a value is one only if the value is an address', () => {
  const spans = (url: string) => parseMarkdown(`[site](${mark}) of`, labels, [url])
  expect(spans('https://a.example')).toMatchObject([
    { content: [{ text: 'site', link: 'https://a.example' }, { text: ' of' }] },
  ])
  expect(spans('javascript:alert(1)')).toMatchObject([{ content: [{ text: 'site of' }] }])
})

test.each([
  ['::feild{id="a"}', /no directive ::feild/],
  [':::aside\ntext\n:::', /no :::aside/],
  [':::sheet{id="s" name="S"}\ntext\n:::', /must hold one table/],
  [':::sheet{id="s" types="date|text"}\n| A |\n| --- |\n:::', /as many types as columns/],
  ['::field{id="a b" type="text" label="x"}', /does not make a document: 0\.id/],
])('%j is refused', (text, message) => {
  expect(() => parseMarkdown(text, labels)).toThrow(message)
})
