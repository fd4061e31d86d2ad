/** What the judge says of one sentence: do the facts support it? */
export const marks = ['yes', 'no', 'cannot-say'] as const

export type Mark = (typeof marks)[number]

/**
 * The second look at a text, where it is: `judge` and `review` wait for a judge and for a person, `repair` was found
 * unsupported and is written once more; `rejected` and `unread`, which nobody read in time, are kept and never used;
 * `watched` stands while a judge is asked all the same.
 */
export type Look = 'judge' | 'repair' | 'review' | 'rejected' | 'unread' | 'watched'

/** Which judge it was: its model, and the version of what it is told. */
export interface JudgedBy {
  readonly model: string
  readonly promptVersion: string
  /** It only watched: the text stood whatever it said. */
  readonly watched?: true | undefined
}

/** What a judge said of a text, a mark for each of its sentences. */
export interface Judgement extends JudgedBy {
  readonly marks: readonly Mark[]
  /** ISO 8601, UTC. */
  readonly judgedAt: string
}

/** Of the sentences, counted from 0, those that the facts do not support. */
export function doubtsIn(given: readonly Mark[]): number[] {
  return given.flatMap((mark, at) => (mark === 'no' ? [at] : []))
}

/** What was judged, as far as its fate depends on it. */
export interface Judged {
  readonly look?: Look | undefined
  readonly repaired?: true | undefined
}

/** What comes next: `read`, where a person has to, else it stands, or nobody uses it. */
export type Fate = 'stands' | 'repair' | 'read'

/**
 * What becomes of a text: without a doubt it stands, with one it is written once more, and after that a person reads it.
 * One that is only watched stands whatever the judge says.
 */
export function fateOf(given: readonly Mark[], { look, repaired }: Judged): Fate {
  if (look === 'watched' || doubtsIn(given).length === 0) return 'stands'
  return repaired === true ? 'read' : 'repair'
}
