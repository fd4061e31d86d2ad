/** Why a person is to read a text. */
export const reviewCauses = [
  'artefact',
  'judge',
  'guard',
  'sample',
  'new-model',
  'customer',
] as const

export type ReviewCause = (typeof reviewCauses)[number]

/** What a person is to do, and until when; times are ISO 8601, UTC. */
export interface ReviewWanted {
  readonly why: ReviewCause
  readonly since: string
  /** From then on nobody waits for it: the standard text stands, or what stood. */
  readonly due: string
  /** Who handed it on to a colleague. */
  readonly escalatedBy?: string | undefined
}

/** Who let a text pass, when, and whether in their own words. */
export interface Reviewed {
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly edited: boolean
}

/** What a person made of a text; `expired`: nobody did in time. */
export const reviewVerdicts = ['approved', 'edited', 'rejected', 'escalated', 'expired'] as const

export type ReviewVerdict = (typeof reviewVerdicts)[number]

/** What a reviewer says of it. */
export type ReviewersVerdict = Exclude<ReviewVerdict, 'expired'>

/** Seconds of one reading that are paid for; a page that is open for longer is not read. */
export const longestReading = 1_800

/** What became of texts that people were to read, and what that cost. */
export interface ReviewCosts {
  /** Now; seconds since the oldest was asked for, and until the next is due. Null: none is open. */
  readonly open: number
  readonly oldest: number | null
  readonly dueIn: number | null
  /** In the time: those that a person let pass, in their own words or not, or did not. */
  readonly approved: number
  readonly edited: number
  readonly rejected: number
  /** Handed on to a colleague, and read by nobody in time. */
  readonly escalated: number
  readonly expired: number
  /** Of those that passed: the customer's answers were corrected since, and the text did not stand. */
  readonly corrected: number
  /** Seconds that a text was open, half of the readings less; null: of none it is known. */
  readonly medianSeconds: number | null
  /** Readings of which it is not known, which cost nothing here. */
  readonly untimed: number
  /** Orders that they were of. */
  readonly orders: number
  /** Millionths of a euro. */
  readonly costMicros: number
}

/** What has to be known to decide who reads a text. */
export interface ReviewPolicy {
  /** `flagged`: what a guard or the judge has doubts of; `all`: every text. */
  readonly review: 'off' | 'flagged' | 'all'
  /** Percent of the rest. */
  readonly reviewSample: number
  /** Texts of a model that wrote fewer. */
  readonly reviewNewModel: number
  /** Until a review is due. */
  readonly reviewHours: number
}

export interface ReviewCase {
  readonly flaggedBy: 'judge' | 'guard' | null
  /** Texts that its model has written so far. */
  readonly written: number
  /** From 0 to 1, the same for the same text. */
  readonly place: number
}

/** Null: nobody has to read it. */
export function reviewCauseOf(policy: ReviewPolicy, of: ReviewCase): ReviewCause | null {
  if (policy.review === 'off') return null
  if (policy.review === 'all') return 'artefact'
  if (of.flaggedBy !== null) return of.flaggedBy
  if (of.written < policy.reviewNewModel) return 'new-model'
  return of.place * 100 < policy.reviewSample ? 'sample' : null
}

const hour = 3_600_000

/** The same, from when it can be read on. */
export function fromNow(review: ReviewWanted, now: Date): ReviewWanted {
  const lasts = Date.parse(review.due) - Date.parse(review.since)
  return { ...review, since: now.toISOString(), due: new Date(now.getTime() + lasts).toISOString() }
}

export function wanted(why: ReviewCause, hours: number, now: Date): ReviewWanted {
  const due = new Date(now.getTime() + hours * hour)
  return { why, since: now.toISOString(), due: due.toISOString() }
}
