import type { Check, Text } from '../reading/draft.ts'

/**
 * Share of runs of three words that two texts have in common from which on one is a copy of the
 * other with a word changed. Careful answers have at most 0.33, hasty ones 0.49, written forms of two
 * like transfers 0.77; a text of 30 words with one changed has 0.82.
 */
const most = 0.8

/** Words from which on a text is judged: a short one has little of its own. */
const least = 12

/** Rows are not near-copies of each other. */
export const copies: Check = ({ texts }) => {
  const runs = texts
    .map((text) => ({ text, runs: runsOf(text) }))
    .filter((one) => one.runs.size >= least)
  return runs.flatMap(({ text, runs: own }, at) => {
    const twin = runs.slice(0, at).find((earlier) => shared(own, earlier.runs) >= most)
    return twin
      ? [`${text.path}: write a text of its own, not that of ${twin.text.path} again`]
      : []
  })
}

function runsOf({ words: read }: Text): ReadonlySet<string> {
  const words = read()
  return new Set(words.slice(2).map((third, at) => `${words[at]} ${words[at + 1]} ${third}`))
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((one) => b.has(one)).length
  return both / (a.size + b.size - both)
}
