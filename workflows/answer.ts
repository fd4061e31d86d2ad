import type { PartResult } from '../activities/inference.ts'
import type { JudgeResult } from '../activities/judge.ts'
import type { ModelTier } from '../pack/order.ts'
import type { Part } from '../pack/plan.ts'
import { stepsInWords } from '../pack/tried.ts'

/** A part with what the models that were asked for it gave; a text is the last one. */
export interface Answer extends Part {
  readonly asked: readonly { readonly model: ModelTier; readonly result: PartResult }[]
  /** What the judge made of its texts; left out: nobody looked at them. */
  readonly judged?: readonly JudgeResult[]
}

const wordFor = (result: PartResult) => {
  if (result.source === 'none') return result.reason
  return result.look === undefined || result.look === 'watched' ? 'written' : words[result.look]
}

const words = {
  judge: 'written, to be judged',
  repair: 'doubted',
  review: 'for review',
  rejected: 'rejected',
  unread: 'not read in time',
} as const

const resultOf = ({ asked }: Answer) => asked.at(-1)!.result

export const isWritten = (answer: Answer) => resultOf(answer).source !== 'none'

/** It stands, and a judge is to look at it all the same. */
export function isWatched(answer: Answer): boolean {
  const result = resultOf(answer)
  return result.source !== 'none' && result.look === 'watched'
}

/** It waits for a judge who did not come. */
function isUnjudged({ judged = [] }: Answer): boolean {
  return judged.at(-1)?.source === 'none'
}

const notJudged = { source: 'none', reason: 'not-judged' } as const

/**
 * What the store is to be told of parts that came back without text; a text it has already. Of a
 * part that two models failed at it learns both, since it knows which failure is final.
 */
export function missesIn(answers: readonly Answer[]) {
  return answers.flatMap((answer) => {
    const { artefact, part, asked } = answer
    const outcomes = isWritten(answer)
      ? []
      : asked.map(({ result: { tried: _, ...outcome } }) => outcome)
    const unjudged = isUnjudged(answer) ? [{ artefact, part, outcome: notJudged }] : []
    const missed = outcomes.flatMap((outcome) =>
      outcome.source === 'none' ? [{ artefact, part, outcome }] : [],
    )
    return [...missed, ...unjudged]
  })
}

/** For the operator: the part, and every step on the way to its text. */
export function inWords({ title, asked, judged = [] }: Answer): string {
  const looks = judged.map((one) => ({
    tier: 'judge',
    came: one.source === 'none' ? one.reason : (one.look ?? 'let pass'),
    tried: one.tried,
  }))
  const steps = asked.map(({ model, result }) => ({
    tier: model,
    came: wordFor(result),
    tried: result.tried,
  }))
  return `${title}: ${stepsInWords([...steps, ...looks])}`
}

/** For the operator: `2 written, 1 timeout`. */
export function tally(answers: readonly Answer[]): string {
  const byWord = Object.groupBy(answers, (answer) => wordFor(resultOf(answer)))
  const counts = Object.entries(byWord).map(([word, of]) => `${of.length} ${word}`)
  return counts.join(', ') || 'nothing to ask'
}
