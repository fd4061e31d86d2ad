import type { Written } from './outcome.ts'

/** What two prompts have to have in common for the text of one to be a text for the other. */
export interface ReuseKey {
  /** A hash; nothing can be read from it. */
  readonly hash: string
  readonly operation: string
}

/** A job that would write the text, should none be there. */
export interface ReuseClaim extends ReuseKey {
  /** UUID of the job. */
  readonly claimant: string
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
  readonly claimant: string
  readonly text: Written | null
}
