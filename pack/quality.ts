import { wilson } from './wilson.ts'

/** Sentences that a judge looked at, and those that the facts support: of a day, and of the week before it. */
export interface QualityOf {
  readonly operation: string
  /** Who wrote them, by the name that its server gave. */
  readonly model: string
  readonly supported: number
  readonly sentences: number
  readonly supportedBefore: number
  readonly sentencesBefore: number
}

/** From 0 to 1, of the whole time; null: nothing was judged. */
export function qualityOf(of: QualityOf): number | null {
  const sentences = of.sentences + of.sentencesBefore
  return sentences === 0 ? null : (of.supported + of.supportedBefore) / sentences
}

/** Is the day below the week, beyond chance, though the model is called the same? */
export function hasFallen(of: QualityOf): boolean {
  const [, high] = wilson({ count: of.supported, of: of.sentences })
  const [low] = wilson({ count: of.supportedBefore, of: of.sentencesBefore })
  return of.sentences > 0 && of.sentencesBefore > 0 && high < low
}
