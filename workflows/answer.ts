import type { PartResult } from '../activities/inference.ts'
import type { ModelTier } from '../pack/order.ts'
import type { Part } from '../pack/plan.ts'
import { stepsInWords } from '../pack/tried.ts'

/** A part with what the models that were asked for it gave; a text is the last one. */
export interface Answer extends Part {
  readonly asked: readonly { readonly model: ModelTier; readonly result: PartResult }[]
}

const wordFor = (result: PartResult) => (result.source === 'none' ? result.reason : 'written')

const resultOf = ({ asked }: Answer) => asked.at(-1)!.result

export const isWritten = (answer: Answer) => resultOf(answer).source !== 'none'

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
    return outcomes.flatMap((outcome) =>
      outcome.source === 'none' ? [{ artefact, part, outcome }] : [],
    )
  })
}

/** For the operator: the part, and every step on the way to its text. */
export function inWords({ title, asked }: Answer): string {
  const steps = asked.map(({ model, result }) => ({
    tier: model,
    came: wordFor(result),
    tried: result.tried,
  }))
  return `${title}: ${stepsInWords(steps)}`
}

/** For the operator: `2 written, 1 timeout`. */
export function tally(answers: readonly Answer[]): string {
  const byWord = Object.groupBy(answers, (answer) => wordFor(resultOf(answer)))
  const counts = Object.entries(byWord).map(([word, of]) => `${of.length} ${word}`)
  return counts.join(', ') || 'nothing to ask'
}
