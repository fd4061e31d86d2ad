import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { composePack } from '../../documents/compose.ts'
import type { Answers } from '../../pack/order.ts'
import { gdpr } from '../../pack/schema/gdpr.ts'
import { firstRelease } from '../documents/rig.ts'
import { firms, mainFirm, orderOf, staticDocuments } from './firms.ts'

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

const schema = z.toJSONSchema(gdpr.questionnaire, { io: 'input' }) as unknown as Node

function leavesOf(node: Node, path: readonly string[] = []): Leaf[] {
  if (node.type === 'array' && node.items?.properties) return leavesOf(node.items, [...path, '0'])
  if (!node.properties) return [{ ...node, path: path.join('.') }]
  return Object.entries(node.properties).flatMap(([name, child]) =>
    leavesOf(child, [...path, name]),
  )
}

const leaves = leavesOf(schema)
const texts = leaves.filter(
  ({ type, format, enum: options }) => type === 'string' && !format && !options,
)

function changed(answers: Answers, path: string, value: unknown): Answers {
  const copy = structuredClone(answers) as Record<string, unknown>
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const parent = keys.reduce<Record<string, unknown> | undefined>(
    (node, key) => node?.[key] as Record<string, unknown> | undefined,
    copy,
  )
  if (parent) parent[last] = value
  return copy
}

function valueAt(answers: Answers, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (node as never)?.[key], answers)
}

const bidi = '\u202e'
const hostile = {
  'a control character': 'Acme\u0007 Ltd',
  'a bidi override': `Acme ${bidi}dtL`,
  'an invisible space': 'Ac\u200bme',
  'half a surrogate pair': 'Acme \ud83d',
  '10,000 letters': 'a'.repeat(10_000),
}

describe.each(Object.entries(hostile))('%s', (_, value) => {
  test.each(texts)('is refused in $path with the field named', ({ path, title }) => {
    const { error } = gdpr.questionnaire.safeParse(changed(mainFirm.answers, path, value))
    const issue = error?.issues.find((found) => found.path.join('.') === path)
    expect(issue?.message.startsWith(`${title}: `)).toBe(true)
  })
})

test('a line break is refused where one line is asked for and kept in an address', () => {
  const inName = changed(mainFirm.answers, 'company.legalName', 'Acme\nLtd')
  const inAddress = changed(mainFirm.answers, 'company.address', '1 High Street\r\nLeeds')
  expect(gdpr.questionnaire.safeParse(inName).success).toBe(false)
  expect(gdpr.questionnaire.parse(inAddress)).toMatchObject({
    company: { address: '1 High Street\nLeeds' },
  })
})

test('text is trimmed and composed', () => {
  const answers = changed(mainFirm.answers, 'company.legalName', '  Z\u0307aneta ')
  expect(gdpr.questionnaire.parse(answers)).toMatchObject({ company: { legalName: '\u017baneta' } })
})

test('an answer that nobody asked for is refused', () => {
  expect(gdpr.questionnaire.safeParse({ ...mainFirm.answers, isAdmin: true }).success).toBe(false)
})

test.each([
  ['place.memberState', 'EU or EEA state'],
  ['place.accountsYears', 'Years for which you must keep invoices and accounts'],
  ['place.offices', 'Where do you have an office or staff?'],
  ['place.staffYears', 'Years for which you must keep staff files'],
])('%s is demanded of a firm in both territories that employs people', (path, title) => {
  const { error } = gdpr.questionnaire.safeParse(changed(mainFirm.answers, path, undefined))
  const [issue] = error?.issues ?? []
  expect(issue?.path.join('.')).toBe(path)
  expect(issue?.message).toContain(title)
})

test('Markdown and Handlebars in an answer stay text', () => {
  const name = '{{person.email}} [x](javascript:1) # y'
  const order = orderOf(changed(mainFirm.answers, 'company.tradingName', name))
  const { documents } = composePack(gdpr, order, firstRelease(order))
  const text = JSON.stringify(documents)
  expect(text).toContain(`At ${name} 18 people work.`)
  expect(text).not.toContain('"link":"javascript')
})

test('every question has a title, and every choice a label', () => {
  for (const leaf of leaves) expect(leaf.title, leaf.path).toBeTruthy()
})

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

function delivered(answers: Answers): string | null {
  if (!gdpr.questionnaire.safeParse(answers).success) return null
  return [...staticDocuments(orderOf(answers)).values()].join('\n')
}

test.each(leaves)('the answer to $path changes what is delivered', (leaf) => {
  const changes = firms.some(({ answers }) => {
    const before = delivered(answers)
    return alternatives(leaf, valueAt(answers, leaf.path)).some((value) => {
      const after = delivered(changed(answers, leaf.path, value))
      return after !== null && after !== before
    })
  })
  expect(changes).toBe(true)
})
