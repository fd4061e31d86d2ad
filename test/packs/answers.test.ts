import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Answers } from '../../pack/order.ts'
import { changed } from './changed.ts'
import { orderOf, packs, staticDocuments } from './firms.ts'

interface Node {
  readonly title?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
}

interface Leaf extends Node {
  /** `company.legalName`; a column of a list has the first row's index: `systems.0.name`. */
  readonly path: string
}

function leavesOf(node: Node, path: readonly string[] = []): Leaf[] {
  if (node.type === 'array' && node.items?.properties) return leavesOf(node.items, [...path, '0'])
  if (!node.properties) return [{ ...node, path: path.join('.') }]
  return Object.entries(node.properties).flatMap(([name, child]) =>
    leavesOf(child, [...path, name]),
  )
}

function valueAt(answers: Answers, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (node as never)?.[key], answers)
}

const hostile = {
  'a control character': 'Acme\u0007 Ltd',
  'half a surrogate pair': 'Acme \ud83d',
  'a sign of one font': 'Acme \ue000',
  'a heap of accents': `A${'\u0323\u0301'.repeat(4)}cme`,
  '10,000 letters': 'a'.repeat(10_000),
}

/** As they come from Word, a web page or a telephone. */
const pasted = {
  'a tab': 'Ac\tme',
  'a soft hyphen': 'A\u00adc me',
  'zero-width characters': '\ufeffAc\u200b\u200d\u2060 me',
  'direction marks': '\u200eAc \u202eme\u202c\u2066\u2069',
  'a line separator': 'Ac\u2028me',
  'thin and ideographic spaces': '\u3000Ac\u2009me\u202f',
  'a variation selector': 'Ac me\ufe0f',
}

/** Other valid values of a question, given its present one. */
function alternatives(leaf: Leaf, present: unknown): unknown[] {
  if (leaf.type === 'array') {
    const options = leaf.items?.enum ?? []
    const now = (present ?? []) as readonly string[]
    return options.map((id) => (now.includes(id) ? now.filter((x) => x !== id) : [...now, id]))
  }
  if (leaf.enum) return leaf.enum.filter((option) => option !== present)
  if (leaf.type === 'integer') return [Number(present ?? 1) + 1]
  return leaf.format ? ['zulu@example.com'] : ['Zulu']
}

/** Every group without a single answer. */
function blank(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([name, group]) => [name, Array.isArray(group) ? [{}] : {}]),
  )
}

describe.each(packs)('the questions of $id', ({ pack, main, firms }) => {
  const { questionnaire } = pack
  const leaves = leavesOf(z.toJSONSchema(questionnaire, { io: 'input' }) as unknown as Node)
  const texts = leaves.filter(
    ({ type, format, enum: options }) => type === 'string' && !format && !options,
  )

  describe.each(Object.entries(pasted))('%s', (_, value) => {
    test.each(texts)('means nothing in $path', ({ path }) => {
      const read = (text: string) => questionnaire.safeParse(changed(main.answers, path, text))
      expect([read('Ac me'), read('Ac\nme')]).toContainEqual(read(value))
    })
  })

  test.each(texts)('takes a ligature of a PDF apart in $path', ({ path }) => {
    const read = (text: string) => questionnaire.safeParse(changed(main.answers, path, text))
    expect(read('O\ufb03ce \ufb01les')).toEqual(read('Office files'))
    expect(read('O\ufb03ce \ufb01les').success).toBe(true)
  })

  test.each(texts)('say where in $path a sign stands, and which', ({ path, title }) => {
    const { error } = questionnaire.safeParse(changed(main.answers, path, 'Galway \u0007'))
    const issue = error?.issues.find((found) => found.path.join('.') === path)
    const sign = 'U+0007 (a control character) after “Galway ” cannot be printed'
    expect(issue?.message).toContain(`${title}: ${sign}`)
  })

  test.each(texts)(
    'quote a few letters before a sign, and say that there are more: $path',
    ({ path }) => {
      const { error } = questionnaire.safeParse(
        changed(main.answers, path, 'Twenty-four letters here\u0007'),
      )
      const messages = error?.issues.map(({ message }) => message).join()
      expect(messages).toContain('after “…ty-four letters here” cannot')
    },
  )

  test('are missed in a sentence that a person would say', () => {
    const said = questionnaire.safeParse({}).error?.issues ?? []
    const inside = questionnaire.safeParse(blank(main.answers)).error?.issues ?? []
    const sentences = [...said, ...inside].map(({ message }) => message)
    expect(sentences.length).toBeGreaterThan(0)
    expect(
      sentences.filter((one) => one.includes('?:') || one.includes('answer in words')),
    ).toEqual([])
  })

  describe.each(Object.entries(hostile))('%s', (_, value) => {
    test.each(texts)('is refused in $path with the field named', ({ path, title }) => {
      const { error } = questionnaire.safeParse(changed(main.answers, path, value))
      const issue = error?.issues.find((found) => found.path.join('.') === path)
      expect(issue?.message.startsWith(`${title}: `)).toBe(true)
    })
  })

  test.each(texts)('never normalise what is far too long: $path', ({ path }) => {
    const marks = '\u0323\u0301'.repeat(30_000)
    const normalize = vi.spyOn(String.prototype, 'normalize')
    const read = questionnaire.safeParse(changed(main.answers, path, `a${marks}`))
    const longest = Math.max(0, ...normalize.mock.contexts.map((text) => String(text).length))
    normalize.mockRestore()
    expect(read.success).toBe(false)
    expect(longest).toBeLessThan(2_000)
  })

  test('refuse an answer that nobody asked for', () => {
    expect(questionnaire.safeParse({ ...main.answers, isAdmin: true }).success).toBe(false)
  })

  test.each(leaves)('have a title: $path', ({ title }) => {
    expect(title).toBeTruthy()
  })

  test.each(leaves)('change what is delivered: $path', (leaf) => {
    const delivered = (answers: Answers) =>
      questionnaire.safeParse(answers).success
        ? [...staticDocuments(orderOf(answers, 'full', pack)).values()].join('\n')
        : null
    const changes = firms.some(({ answers }) => {
      const before = delivered(answers)
      return alternatives(leaf, valueAt(answers, leaf.path)).some((value) => {
        const after = delivered(changed(answers, leaf.path, value))
        return after !== null && after !== before
      })
    })
    expect(changes).toBe(true)
  })
})
