import type { Check } from '../reading/draft.ts'
import { isCommonest } from '../reading/grammar.ts'
import { wordsOf } from '../reading/words.ts'

/**
 * Least share of a text's words of meaning that its row has too; where little was told of the row,
 * the least share of the row's words instead. Of 155 rows of careful authors none has less than 0.20
 * of the first; what small models wrote of another subject, or of none, has 0.03 to 0.18, and at most
 * 0.21 of the second.
 */
const leastOfText = 0.15
const leastOfRow = 0.25

/** A text of a row rests on what was told of that row, not on one keyword. */
export const about: Check = ({ texts, row, task }) => {
  if (row === '') return []
  // What the task says, every answer repeats.
  const asked = new Set(stemsOf(task))
  const told = new Set(stemsOf(row).filter((one) => !asked.has(one)))
  const all = texts.map(({ text }) => text).join('\n')
  const said = stemsOf(all).filter((one) => !asked.has(one))
  const own = said.filter((one) => told.has(one))
  return own.length >= Math.min(said.length * leastOfText, told.size * leastOfRow)
    ? []
    : ['write of this row only, and say what was given of it']
}

/** Letters in which `deliver`, `delivery` and `deliveries` agree. */
const stem = 5

/** Kinds of data that are common words, too. */
const kinds: ReadonlySet<string> = new Set(['staff', 'hours', 'performance', 'contact'])

/** The words of meaning, by their stems: without short ones and the commonest. */
export function stemsOf(text: string): string[] {
  const words = wordsOf(text.replace(/\[\[.{0,60}?\]\]/g, ''))
  const meaning = words.filter((word) => word.length > 3 && (!isCommonest(word) || kinds.has(word)))
  return [...new Set(meaning.map((word) => word.slice(0, stem)))]
}
