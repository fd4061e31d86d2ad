import type { AnyJob } from '../job/job.ts'
import { type Failure, type Row, symptoms } from '../wire/failures.ts'
import type { Patience } from '../wire/patience.ts'
import type { Reply } from '../wire/reply.ts'
import type { Endpoint } from './endpoints.ts'

/** One call to make: of which endpoint, and what to say besides the prompt. */
export interface Turn {
  /** UUID: of its row in the ledger, and in the server's log. */
  readonly id: string
  readonly job: AnyJob
  /** 1 for the first call of a job. */
  readonly number: number
  readonly endpoint: Endpoint
  /** Those that the job can ask next, and has not asked yet. */
  readonly fresh: readonly Endpoint[]
  /** What was wrong with the answer before, for the model; empty until it has been asked again. */
  readonly remark: string
  readonly patience: Patience
}

/** How a turn ended. */
export interface Tried {
  readonly reply: Reply
  /** Null: nothing is wrong with it, as far as it was looked at. */
  readonly failure: Failure | null
  /** What the checks found, one clause each. */
  readonly faults: readonly string[]
  /** The checks that found them; left out: none was asked. */
  readonly foundBy?: readonly string[]
  /** As it is recorded; null until an answer was checked. */
  readonly content: unknown
}

/** The row of the table that a failed turn is; what the wire let pass, the checks did not. */
export function rowOf({ reply, failure }: Tried): Row {
  return symptoms[reply.symptom ?? (failure === 'refused' ? 'declined' : 'unfit')]
}
