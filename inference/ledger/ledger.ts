import type { Attempt } from '../../pack/attempt.ts'
import type { Outcome, PartKey } from '../../pack/outcome.ts'
import { keyOf } from '../job/ask.ts'
import type { Job } from '../job/job.ts'
import type { Stage } from '../stage.ts'

/** What the store is told when a job is over. */
export interface Closing {
  /** Null: none that stands, because the caller gave up or another queue is asked next. */
  readonly outcome: Outcome | null
  readonly attempts: readonly Attempt[]
}

/** The first and the last round trip of a job. */
export interface Calls {
  /** What was recorded under this key, for ever. */
  open(key: PartKey): Promise<{ readonly recorded: Outcome | null }>
  /** First writer wins. @returns the outcome that stands */
  close(key: PartKey, closing: Closing): Promise<Outcome | null>
}

/**
 * What was recorded is not asked for again; what was done is recorded, also when the caller gave
 * up: calls that were made cost money. The store's errors are thrown.
 */
export function ledger(calls: Calls): Stage<Job, Outcome> {
  return async (job, next) => {
    const key = keyOf(job.ask)
    const { attempts } = job.journal
    const { recorded } = await calls.open(key)
    if (recorded !== null) return recorded
    const outcome = await next(job).catch(async (error: unknown) => {
      await calls.close(key, { outcome: null, attempts })
      throw error
    })
    const stands = await calls.close(key, { outcome: settled(outcome), attempts })
    return stands ?? outcome
  }
}

/** The same key is asked for on another queue, where a recorded failure would be recalled. */
function settled(outcome: Outcome): Outcome | null {
  return outcome.source === 'none' && outcome.next !== undefined ? null : outcome
}
