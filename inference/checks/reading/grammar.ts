import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * How much likelier than chance each kind of word follows another, learnt from prose by
 * `dev/learn-neighbours.ts`: sentences have it, the same words in another order do not.
 */
export interface Neighbours {
  /** The commonest words, each a kind of its own; then endings (`-ing`); then the rest. */
  readonly kinds: readonly string[]
  /** `scores[left][right]`: natural logarithm of seen ÷ expected, in hundredths. */
  readonly scores: readonly (readonly number[])[]
}

/** The start and the end of a sentence are kinds too. */
export const start = '^'
export const end = '$'
const other = '-'

export const endings =
  '-tions -tion -ment -ness -able -ity -ous -ive -ies -ing -ed -ly -al -es -er -s'.split(' ')

/** The longest of them, behind three letters and more. */
const ended = new RegExp(`(?<=...)(?:${endings.map((one) => one.slice(1)).join('|')})$`)

/** The kinds that there are besides the commonest words. */
export const openKinds = [...endings, other, start, end]

/** The kinds of a sentence's words, with its start and end. Figures and `(a)` say nothing here. */
export function kindsOf(sentence: string, isCommon: (word: string) => boolean): string[] {
  const words = sentence.replace(/\(\w{1,4}\)/g, '').match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? []
  const kinds = words.map((word) => kindOf(word.toLowerCase().replace('’', "'"), isCommon))
  return [start, ...kinds, end]
}

function kindOf(word: string, isCommon: (word: string) => boolean): string {
  if (isCommon(word)) return word
  const [ending] = ended.exec(word) ?? []
  return ending === undefined ? other : `-${ending}`
}

export function pairsOf(kinds: readonly string[]): (readonly [string, string])[] {
  return kinds.slice(1).map((right, index) => [kinds[index]!, right])
}

let learnt: ReturnType<typeof load> | undefined

/** One of the 200 commonest words, which say nothing of a subject. */
export function isCommonest(word: string): boolean {
  learnt ??= load()
  return learnt.at.has(word)
}

/** The kinds of the words of one sentence. */
export type Kinds = readonly string[]

export function learntKindsOf(sentence: string): Kinds {
  return kindsOf(sentence, isCommonest)
}

/** The mean score of all neighbours in these sentences: about 0.4 in prose, −0.3 in shuffled words. */
export function naturalness(sentences: readonly Kinds[]): number {
  learnt ??= load()
  const { at, scores } = learnt
  const pairs = sentences.flatMap(pairsOf)
  const sum = pairs.reduce((all, [l, r]) => all + scores[at.get(l)!]![at.get(r)!]!, 0)
  return sum / Math.max(1, pairs.length) / 100
}

/** The share of the commonest words: about half in prose, hardly any in words drawn by lot. */
export function commonShare(sentences: readonly Kinds[]): number {
  const kinds = sentences.flatMap((sentence) => sentence.slice(1, -1))
  return kinds.filter((kind) => !openKinds.includes(kind)).length / Math.max(1, kinds.length)
}

/** Written by `dev/learn-neighbours.ts`: the kinds on the first line, then a line of scores each. */
function load() {
  const file = join(import.meta.dirname, 'lists', 'neighbours.txt')
  const [kinds = [], ...rows] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '))
  const at = new Map(kinds.map((kind, index) => [kind, index]))
  return { at, scores: rows.map((row) => row.map(Number)) }
}
