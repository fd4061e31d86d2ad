import type { Tier } from './order.ts'
import type { Slots } from './slots.ts'

/** The variables of a pack's templates, static forms and prompts; JSON values only. */
export type View = Readonly<Record<string, unknown>>

/** One row of a list artefact. */
export interface ArtefactRow {
  /** Lower-case, digits and hyphens; the key of the recorded output and of the static form. */
  readonly id: string
  readonly title: string
  /** What the model is told of this row. */
  readonly facts: View
  /** What else its static form prints. */
  readonly more?: View
}

/**
 * The request class: how much a wrong sentence could do. `low` tells what the firm does, `medium` is
 * what others rely on, `high` weighs or advises.
 */
export const risks = ['low', 'medium', 'high'] as const

export type Risk = (typeof risks)[number]

/** A section that a model may write. */
export interface Artefact {
  readonly id: string
  /** `gdpr.notice-section`: what settings, budgets and reports call the asking for it. */
  readonly operation: string
  readonly risk: Risk
  readonly title: string
  /** Catalogue number of the document that owns it (`01`); null: standalone in `tailored/`. */
  readonly document: string | null
  readonly tiers: readonly Tier[]
  readonly onFailure: 'static' | 'refuse'
  /** The customer publishes it, so a judge looks at every text, where there is one. */
  readonly published?: true
  /** Days for which a text may be reused for a like firm; 0: never. */
  readonly freshDays: number
  readonly promptVersion: string
  readonly maxOutputTokens: number
  /** What the model is asked to write, in the imperative. */
  readonly task: string
  /**
   * The slice of the view that goes into the prompt: what the text is about. What makes a firm unlike
   * its likes stays out where the text can do without, so that they share prompts.
   */
  readonly facts: (view: View) => View
  /** The facts that the text states: placed by the model, filled from the view. */
  readonly slots?: (view: View, row: ArtefactRow | null) => Slots
  /** Set for a list artefact: one call, one recorded output and one static form a row. */
  readonly rows?: (view: View) => readonly ArtefactRow[]
  /** Topics of the evidence cards that the prompt carries. */
  readonly topics: readonly string[]
  /** The prompt carries none of the cards of one trade, so that firms of every trade may share it. */
  readonly forEveryTrade?: true
  /** No text of it names a provision, so the prompt does not say which law a card is from. */
  readonly citesNothing?: true
  /** Words that the text must contain at least one of, in any letter case. */
  readonly mustMention: (view: View, row: ArtefactRow | null) => readonly string[]
}

/** A document that does not apply to the firm. */
export interface LeftOut {
  /** Catalogue number. */
  readonly number: string
  /** A sentence for the customer. */
  readonly reason: string
}
