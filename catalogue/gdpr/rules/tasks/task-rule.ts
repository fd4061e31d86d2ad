import type { GdprAnswers } from '../../questionnaire.ts'

/** A gap in the answers that becomes a dated task of the 90-day plan. */
export interface TaskRule {
  readonly id: string
  readonly title: string
  /** Days after the order. */
  readonly days: number
  /** Why it matters, one sentence. */
  readonly why: string
  /** Key of `knowledge/gdpr/sources.yaml`. */
  readonly source: string
  /** Citation as printed; by territory where the two laws have different places for it. */
  readonly cite: string | { readonly eu: string; readonly uk: string }
  /** Catalogue number of the document that serves the task. */
  readonly document: string | null
  readonly when: (answers: GdprAnswers) => boolean
}
