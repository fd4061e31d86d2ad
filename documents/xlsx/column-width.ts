import type { Column } from './register.ts'

/** Space on both sides of a word; the arrow of the filter besides at the right of a head. */
const besideWord = 3
const besideHead = 5

const narrowest = { text: 10, date: 12, number: 10 } as const
const widest = 48

/** Room for sentences in a column that has none yet. */
const open = 26

/**
 * Characters that a column takes: words stay whole, long texts take about four lines.
 * @param texts that it holds
 */
export function columnWidth({ head, type }: Column, texts: readonly string[]): number {
  const [kind, words] = typeof type === 'string' ? [type, texts] : (['text', type] as const)
  const longest = longestOf(words.flatMap((it) => it.split('\n')))
  const folded = longest > 28 ? Math.max(28, Math.ceil(longest / 4)) : longest + besideWord
  const wanted = type === 'text' && longest === 0 ? open : folded
  const wordNeeds = longestOf(words.flatMap((it) => it.split(/\s+/))) + besideWord
  const headNeeds = longestOf(head.split(/\s+/)) + besideHead
  return Math.min(widest, Math.max(narrowest[kind], headNeeds, wordNeeds, wanted))
}

function longestOf(words: readonly string[]): number {
  return Math.max(0, ...words.map(({ length }) => length))
}
