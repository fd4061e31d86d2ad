import type { AskRecord, Attempt } from '../../pack/attempt.ts'
import type { Outcome, PartKey } from '../../pack/outcome.ts'
import { keyOf } from '../job/ask.ts'
import type { Job } from '../job/job.ts'
import type { Clock, Stage } from '../stage.ts'

/** What the store is told when a job is over. */
export interface Closing {
  /** Null: none that stands, because the caller gave up or another queue is asked next. */
  readonly outcome: Outcome | null
  readonly ask: AskRecord
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
export function ledger(calls: Calls, clock: Clock): Stage<Job, Outcome> {
  return async (job, next) => {
    const key = keyOf(job.ask)
    const opened = clock()
    const close = (outcome: Outcome | null) => {
      const { attempts } = job.journal
      const ask = recordOf(job, outcome, { opened, closed: clock() })
      return calls.close(key, { outcome: settled(outcome), ask, attempts })
    }
    const { recorded } = await calls.open(key)
    if (recorded !== null) return recorded
    const outcome = await next(job).catch(async (error: unknown) => {
      await close(null)
      throw error
    })
    return (await close(outcome)) ?? outcome
  }
}

/** The same key is asked for on another queue, where a recorded failure would be recalled. */
function settled(outcome: Outcome | null): Outcome | null {
  return outcome?.source === 'none' && outcome.next !== undefined ? null : outcome
}

interface Span {
  readonly opened: number
  readonly closed: number
}

function recordOf(job: Job, outcome: Outcome | null, { opened, closed }: Span): AskRecord {
  const { id, ask, journal } = job
  return {
    id,
    tier: ask.tier,
    openedAt: new Date(opened).toISOString(),
    seconds: (closed - opened) / 1_000,
    queueSeconds: ask.queueSeconds ?? null,
    outcome,
    passedOver: journal.passedOver,
  }
}
