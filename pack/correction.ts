import { listOf } from './wording.ts'

/** What a correction of the answers came to, in words that repeat no answer. */
export interface Correction {
  /** ISO 8601, UTC: when the corrected answers were frozen. */
  readonly at: string
  /** Titles of the questions that are answered otherwise. */
  readonly questions: readonly string[]
  /** Documents that are others for it, in the order of the pack. */
  readonly documents: readonly CorrectedDocument[]
}

export interface CorrectedDocument {
  /** `01-record-of-processing`. */
  readonly id: string
  readonly title: string
  readonly became: Became
}

export type Became = 'changed' | 'added' | 'removed'

/** Days after payment in which the terms promise that answers may be corrected. */
export const correctionDays = 14

/** Corrections that an order may have. */
export const mostCorrections = 3

interface Corrected {
  readonly frozenAt: string
  readonly corrections?: readonly Correction[]
}

/** Which answers these are: 1 as they were paid for, one more with each correction. */
export function revisionOf({ corrections = [] }: Pick<Corrected, 'corrections'>): number {
  return 1 + corrections.length
}

/** ISO 8601, UTC: when the answers as they stand were frozen. */
export function answeredAt({ frozenAt, corrections = [] }: Corrected): string {
  return corrections.at(-1)?.at ?? frozenAt
}

/** ISO 8601, UTC: when the last correction that made the document another was frozen; null: none did. */
export function correctedAt(
  { corrections = [] }: Pick<Corrected, 'corrections'>,
  document: string,
): string | null {
  const mine = corrections.filter(({ documents }) => documents.some(({ id }) => id === document))
  return mine.at(-1)?.at ?? null
}

/** Which questions were answered otherwise, and a sentence or two on what came of it. */
export function correctionInWords({ questions, documents }: Correction) {
  const said = outcomes.flatMap(([became, word]) => {
    const names = documents.filter((one) => one.became === became).map(nameOf)
    return names.length === 0 ? [] : `${word}: ${listOf(names)}.`
  })
  return {
    questions: listOf(questions.map((title) => `“${title}”`)),
    outcome: said.join(' ') || 'No document says it, so none is another.',
  }
}

const outcomes: readonly (readonly [Became, string])[] = [
  ['changed', 'Changed'],
  ['added', 'New'],
  ['removed', 'Left out since'],
]

/** `01 “Record of processing”`; what stands alone has no number. */
function nameOf({ id, title }: CorrectedDocument): string {
  const [number] = /^\d+(?=-)/.exec(id) ?? []
  return number === undefined ? `“${title}”` : `${number} “${title}”`
}
