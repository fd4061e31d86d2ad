import type { Written } from './outcome.ts'

/** What two prompts have to have in common for the text of one to be a text for the other. */
export interface ReuseKey {
  /** A hash; nothing can be read from it. */
  readonly hash: string
  readonly operation: string
  /** UUID of the part that it is for: a second attempt at it is the same. */
  readonly claimant: string
}

/** Who would write the text, should none be there. */
export interface ReuseClaim extends ReuseKey {
  /** ISO 8601, UTC: when others need not wait for it any more. */
  readonly until: string
}

/** What stands under a key. */
export interface Reusable {
  readonly text: Written | null
  /** Whose is it to write a text that is not there? */
  readonly writer: 'this' | 'other' | 'nobody'
}

/** What became of a claim: the text, fresh until its own date, or none. */
export interface ReuseEnd extends ReuseKey {
  readonly text: Written | null
  /** The one that stood there and did not pass; null: none did. */
  readonly refused: Written | null
}
