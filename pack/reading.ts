import type { Citation } from './citation.ts'
import type { Tier } from './order.ts'
import type { PartKey, Written } from './outcome.ts'
import type { ReviewersVerdict, ReviewWanted } from './review.ts'
import type { Slot } from './slots.ts'

/** A text that a person is to read. */
export interface OpenReview extends Required<PartKey>, ReviewWanted {
  readonly pack: string
  readonly tier: Tier
  /** The text is kept back; else it stands while it is read. */
  readonly isHeld: boolean
  readonly model: string
}

/** One text of what is to be read. */
export interface SheetText {
  /** `purposes.orders`. */
  readonly path: string
  /** As the model wrote it, with placeholders. */
  readonly raw: string
  /** As the customer gets it. */
  readonly shown: string
  /** Our standard text in its place; `''`: there is none. */
  readonly standard: string
  /** Sentences that the judge doubts, as the model wrote them. */
  readonly doubted: readonly string[]
  readonly slots: readonly Pick<Slot, 'placeholder' | 'meaning' | 'value'>[]
}

/** All that a reviewer sees of a text. */
export interface ReviewSheet {
  readonly review: OpenReview
  readonly seen: string
  readonly title: string
  readonly texts: readonly SheetText[]
  /** What was said to the model; `isExact` false: as it would be today, since it is no longer kept or was another firm's. */
  readonly prompt: { readonly system: string; readonly user: string; readonly isExact: boolean }
  readonly evidence: readonly Citation[]
  readonly text: Omit<Written, 'content'>
}

interface Said {
  readonly verdict: ReviewersVerdict
  readonly by: string
  /** Of an edited one: the whole content. */
  readonly content?: unknown
  /** For which it was open; null: nobody knows. */
  readonly seconds: number | null
  /** The reviewer's words; `''`: none. */
  readonly note: string
}

/** What a reviewer decides about the text that they were shown. */
export interface ReviewDecision extends Said {
  readonly key: PartKey
  /** By which that text is known. */
  readonly seen: string
}

/** The same, as it is recorded. */
export interface Decision extends Said {
  /** ISO 8601, UTC. */
  readonly at: string
  /** The text as it was read: another one is not decided about. */
  readonly read: unknown
}

/** `changed`: it is not the text that was read; `gone`: it is not to be read any more. */
export type Decided = 'decided' | 'changed' | 'gone'
