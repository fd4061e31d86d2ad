import type { Unwanted } from '../../../pack/unwanted.ts'
import type { Check, Text } from './draft.ts'

/** Of words that are put together from parts; in any letter case. */
export const pattern = (source: string) => new RegExp(source, 'i')

/** Refuses what a list says that no text may say. */
export function without(list: readonly Unwanted[]): Check {
  return ({ texts }) => texts.flatMap((text) => unwantedIn(text, list))
}

type Said = Pick<Text, 'path' | 'text' | 'sentences'>

/** One fault for each sentence that makes one of these statements, with the words that make it. */
export function unwantedIn({ path, text, sentences }: Said, list: readonly Unwanted[]): string[] {
  const meant = list.filter(({ at = '' }) => at === '' || `${path}.`.startsWith(`${at}.`))
  const unsaid = meant.filter(({ whole, said }) => whole && said.test(text))
  const made = sentences().flatMap((sentence) => {
    for (const { instead, ...one } of meant.filter(({ whole }) => !whole)) {
      const words = madeIn(sentence, one)
      if (words !== null) return [`${path}: leave out "${words.slice(0, longest)}"; ${instead}`]
    }
    return []
  })
  return [...unsaid.map(({ instead }) => `${path}: ${instead}`), ...made]
}

/** Characters of a statement that a complaint quotes. */
const longest = 100

/** The words that make the statement; null: the sentence does not make it. */
function madeIn(
  sentence: string,
  { said, unless, unlessBefore }: Omit<Unwanted, 'instead'>,
): string | null {
  const found = said.exec(sentence)
  if (found === null || unless?.test(sentence)) return null
  return unlessBefore?.test(sentence.slice(0, found.index)) ? null : found[0].trim()
}
