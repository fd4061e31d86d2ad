import type { GdprAnswers } from '../../questionnaire.ts'

/** The same under each law, or by law where the two have different places for it. */
export type ByLaw = string | { readonly eu: string; readonly uk: string }

/** A gap in the answers that becomes a dated task of the 90-day plan. */
export interface TaskRule {
  readonly id: string
  readonly title: string
  /** Days after the order. */
  readonly days: number
  /** Why it matters, one sentence. */
  readonly why: string
  /** Key of `knowledge/gdpr/sources.yaml`. */
  readonly source: ByLaw
  /** Citation as printed. */
  readonly cite: ByLaw
  /** Catalogue number of the document that serves the task. */
  readonly document: string | null
  readonly when: (answers: GdprAnswers) => boolean
}
