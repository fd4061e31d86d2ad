import { describe, expect, test } from 'vitest'
import type { PackDefinition } from '../../catalogue/definition.ts'
import { composePack } from '../../documents/compose/compose.ts'
import { type Line, plain } from '../../documents/text/blocks.ts'
import type { Answers } from '../../pack/order.ts'
import { firstRelease } from '../documents/rig.ts'
import { orderOf, packs } from './firms.ts'

/** The answers with an ending behind each free text; what is no free text refuses it. */
function ending(sign: string, { questionnaire }: PackDefinition, answers: Answers): Answers {
  const free = (changed: Answers) => questionnaire.safeParse(changed).success
  let all = answers
  for (const path of pathsOf(answers)) {
    const changed = withEnding(all, path, sign)
    if (free(changed)) all = changed
  }
  return all
}

type Path = readonly (string | number)[]

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))
}

function withEnding<T>(value: T, [key, ...rest]: Path, sign: string): T {
  if (key === undefined) return (String(value).replace(/[.,?]+$/, '') + sign) as T
  const copy = structuredClone(value) as Record<string, unknown>
  copy[key] = withEnding(copy[key], rest, sign)
  return (Array.isArray(value) ? Object.values(copy) : copy) as T
}

/** Every text of a release as it is delivered: lines, cells, fields, labels, covers, footers. */
function textsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  if (typeof node !== 'object' || node === null) return []
  if (Array.isArray(node) && isLine(node)) return [plain(node)]
  return Object.values(node).flatMap(textsOf)
}

function isLine(nodes: readonly unknown[]): nodes is Line {
  return nodes.length > 0 && nodes.every((it) => typeof it === 'object' && it && 'text' in it)
}

function delivered(pack: PackDefinition, answers: Answers): string[] {
  const order = orderOf(answers, 'full', pack)
  const { documents, texts } = composePack(pack, order, firstRelease(order))
  const printed = documents.flatMap(({ printable }) => textsOf(printable))
  return [...new Set([...printed, ...texts.map(({ markdown }) => markdown.replaceAll('\\', ''))])]
}

/** An abbreviation keeps its full stop before a comma, and so do our own “Arts.” and the like. */
const doubled =
  /(?<!\.)\.\.(?![./])|\.[”’"]\.|[,;:][.,;:]|[?!…][.]|(?<!(?:^|[^\p{L}])(?:\p{L}|Ltd|GmbH|Arts?))\.[,;:]/gu

function faultsIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    [...text.matchAll(doubled)].map(({ index }) => text.slice(Math.max(0, index - 40), index + 20)),
  )
}

const cases = packs.flatMap(({ pack, firms }) =>
  firms.flatMap((firm) =>
    ['', '.', ',', ' Ltd.', '?'].map((sign) => ({ pack, ...firm, sign, id: pack.id })),
  ),
)

describe.each(cases)('$id, $name, answers that end in “$sign”', ({ pack, answers, sign }) => {
  test('put no sign beside another in any document', () => {
    const typed = ending(sign, pack, answers)
    if (sign !== '') expect(typed).not.toEqual(answers)
    expect(faultsIn(delivered(pack, typed))).toEqual([])
  })
})

test('the search sees what it is for', () => {
  const faults = ['Berlin..', 'Berlin., and', 'Berlin,.', 'Why?.', '“Bread.”.', 'Anna;,']
  expect(faults.flatMap((text) => faultsIn([text]))).toHaveLength(faults.length)
  expect(faultsIn(['Ltd., Why? Wait... “Bread.” e.V.'])).toEqual([])
})
