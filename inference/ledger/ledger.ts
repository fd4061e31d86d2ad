import type { AskRecord, Closing } from '../../pack/attempt.ts'
import { type EndpointTier, homeModel } from '../../pack/order.ts'
import type { NotWritten, Outcome, PartKey } from '../../pack/outcome.ts'
import type { ReuseClaim } from '../../pack/reuse.ts'
import { keyOf } from '../job/ask.ts'
import type { AnyJob, Job, Known } from '../job/job.ts'
import type { Pause } from '../route/pause.ts'
import type { Clock, Stage } from '../stage.ts'
import { saidIn } from './said.ts'

export interface Opening extends Known {
  /** Is the pack the customer's, now? */
  readonly isEntitled: boolean
  /**
   * A text that was recorded for the part and is as good as one of this tier, or a failure of this
   * round that is not ours.
   */
  readonly recorded: Outcome | null
  /** The order's key, wrapped; null: it was destroyed, and nothing can be kept. */
  readonly orderKey: Uint8Array | null
}

/** The first and the last round trip of a job. */
export interface Calls {
  /**
   * The claim is taken, unless there is a recorded answer, a text or a claim already; nothing is for an
   * order whose pack is not the customer's.
   */
  open(key: PartKey, tier: EndpointTier, claim: ReuseClaim | null): Promise<Opening>
  /** First writer wins. @returns the outcome that stands */
  close(key: PartKey, closing: Closing): Promise<Outcome | null>
}

export interface Books {
  readonly calls: Calls
  readonly clock: Clock
  readonly pause: Pause
}

/**
 * What was bought is not asked for again, but what failed for a cause of ours is, and once what a judge did not let pass;
 * what was done is recorded, also when the caller gave up: calls that were made cost money. Errors of a store that
 * stays away are thrown, but for the caller's own reason: what was reserved then expires.
 */
export function ledger(books: Books): Stage<Job, Outcome> {
  return (job, next) =>
    booked(books, job, async ({ recorded, known }, close) => {
      const isRejected = recorded?.source !== 'none' && recorded?.look === 'repair'
      if (recorded !== null && !isRejected) return recorded
      const rejected = isRejected ? recorded : undefined
      const outcome = await told(next({ ...job, known: { ...known, rejected } }), close)
      return (await close(outcome, settled(job, outcome))) ?? outcome
    })
}

/** What is asked of a judge, or for nobody, costs as much, and is booked alike; what comes is recorded elsewhere. */
export function accounted<Of extends EndpointTier, Result extends { readonly source: 'model' }>(
  books: Books,
): Stage<Job<Of>, Result | NotWritten> {
  return (job, next) =>
    booked<Of, Result | NotWritten>(books, job, async ({ known }, close) => {
      const said = await told(next({ ...job, known }), close)
      await close(said, null)
      return said
    })
}

type Close = (told: AskRecord['outcome'], outcome: Outcome | null) => Promise<Outcome | null>

/** Whatever throws, the calls that were made are booked. */
async function told<Result>(result: Promise<Result>, close: Close): Promise<Result> {
  return result.catch(async (error: unknown) => {
    await close(null, null).catch(() => {})
    throw error
  })
}

/** Nothing is bought, or looked up, for a payment that was taken back. */
async function booked<Of extends EndpointTier, Result>(
  { calls, clock, pause }: Books,
  job: Job<Of>,
  work: (opening: Pick<Opening, 'recorded'> & { known: Known }, close: Close) => Promise<Result>,
): Promise<Result | NotWritten> {
  const key = keyOf(job.ask)
  const opened = clock()
  const { isEntitled, recorded, orderKey, ...known } = await persistently(
    () => calls.open(key, job.ask.tier, claimOf(job)),
    job,
    { clock, pause },
  )
  if (!isEntitled || orderKey === null) return { source: 'none', reason: 'misconfigured' }
  return work({ recorded, known }, (told, outcome) => {
    const { attempts, settlement, reuse } = job.journal
    const ask = recordOf(job, told, { opened, closed: clock() })
    const closing = { orderKey, outcome, ask, attempts, log: saidIn(job), settlement, reuse }
    return persistently(() => calls.close(key, closing), job, { clock, pause })
  })
}

/** Milliseconds before the second try, the third, and each that follows. */
const waits = [200, 800, 2_000]

/** Tries of one whose caller gave up. */
const fewTries = 3

/**
 * Told or asked twice is as good as once, and a text is worth all the time that its attempt has: a
 * database that fails over is away for longer than a moment.
 */
async function persistently<Told>(
  tell: () => Promise<Told>,
  { ask, signal }: AnyJob,
  { clock, pause }: Pick<Books, 'clock' | 'pause'>,
): Promise<Told> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tell()
    } catch (error) {
      const wait = waits[tries - 1] ?? waits.at(-1)!
      const hasTime = !signal.aborted && clock() + wait < ask.deadline
      if (tries >= fewTries && !hasTime) throw error
      await pause(wait, new AbortController().signal)
    }
  }
}

/** Who waits for it waits no longer than this attempt can last. */
function claimOf({ ask, reuseKey }: AnyJob): ReuseClaim | null {
  const until = new Date(ask.deadline).toISOString()
  return reuseKey && { ...reuseKey, until }
}

/**
 * Of a part that two models are asked for, no failure is recorded here: on the other queue it would be
 * recalled, and what counts in the end is known to whoever heard both.
 */
function settled({ ask }: Job, outcome: Outcome | null): Outcome | null {
  if (outcome?.source !== 'none') return outcome
  const isBorrowed = ask.tier !== homeModel(ask.order.tier)
  return isBorrowed || outcome.next !== undefined ? null : outcome
}

interface Span {
  readonly opened: number
  readonly closed: number
}

function recordOf(job: AnyJob, outcome: AskRecord['outcome'], { opened, closed }: Span): AskRecord {
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
