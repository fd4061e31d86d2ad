import { holdsBack } from '../../pack/breaker.ts'
import { notWritten } from '../../pack/notice.ts'
import type { Outcome } from '../../pack/outcome.ts'
import type { Reason } from '../../pack/reason.ts'
import { type Assignment, assignmentFor } from '../job/assignment.ts'
import type { Job } from '../job/job.ts'
import { ownSizeOf, promptSizeOf, sizeOf } from '../job/size.ts'
import type { Breakers } from '../route/breaker/breakers.ts'
import { serviceKey } from '../route/breaker/keys.ts'
import type { Endpoint } from '../route/endpoints.ts'
import type { Clock, Stage } from '../stage.ts'

/** The tokens of a prompt by the server's own count; null: it does not count. */
export type CountTokens = (
  endpoint: Endpoint,
  prompt: { readonly system: string; readonly user: string },
  signal: AbortSignal,
) => Promise<number | null>

export interface Fit {
  readonly count: CountTokens
  readonly breakers: Pick<Breakers, 'find'>
  readonly clock: Clock
}

/** Share of a window up to which an estimate is good enough. */
const safe = 0.8

/**
 * No prompt leaves that its window cannot hold with the answer. What is too long loses its evidence,
 * the last card first; endpoints that are too small even so are ruled out. Where all are, it ends
 * here: the customer's words are too long, unless ours alone would not fit. A server that is held
 * back is not asked to count; and what the estimate alone finds too long is left to its breaker.
 */
export function fitted({ count, breakers, clock }: Fit): Stage<Job, Outcome> {
  return async (job, next) => {
    const largest = largestOf(job.endpoints)
    if (largest === null) return next(job)
    const breaker = breakers.find(serviceKey(largest))
    const isAway = breaker !== undefined && holdsBack(breaker.state, clock())
    const scale = isAway ? 1 : await scaleOf(job, largest, count)
    const window = largest.contextTokens
    const assignment = shortened(job, (one) => sizeOf(one, scale) <= window)
    if (assignment === null && isAway) return next({ ...job, endpoints: [largest] })
    if (assignment === null) return unfit(job, (one) => ownSizeOf(one, scale) <= window)
    const size = sizeOf(assignment, scale)
    const fits = ({ contextTokens }: Endpoint) => contextTokens >= size
    passOver(
      job,
      job.endpoints.filter((one) => !fits(one)),
      'too-long',
    )
    return next({ ...job, assignment, endpoints: job.endpoints.filter(fits) })
  }
}

function unfit(job: Job, holdsOurs: (shortest: Assignment) => boolean): Outcome {
  const shortest = assignmentFor(job.ask, job.settings, 0) ?? job.assignment
  const reason = holdsOurs(shortest) ? 'too-long' : 'misconfigured'
  passOver(job, job.endpoints, reason)
  return notWritten(reason, job.ask.tier)
}

function passOver({ journal }: Job, endpoints: readonly Endpoint[], reason: Reason): void {
  journal.passedOver.push(...endpoints.map(({ name }) => ({ endpoint: name, reason })))
}

function largestOf(endpoints: readonly Endpoint[]): Endpoint | null {
  const size = Math.max(...endpoints.map(({ contextTokens }) => contextTokens))
  return endpoints.find(({ contextTokens }) => contextTokens === size) ?? null
}

/** By how much the server's count of a prompt differs from our estimate; 1: it was not asked. */
async function scaleOf(
  { assignment, signal }: Job,
  largest: Endpoint,
  count: CountTokens,
): Promise<number> {
  if (sizeOf(assignment) <= safe * largest.contextTokens) return 1
  const counted = await count(largest, assignment.prompt, signal)
  return counted === null ? 1 : counted / promptSizeOf(assignment)
}

function shortened(
  { ask, assignment, settings }: Job,
  fits: (assignment: Assignment) => boolean,
): Assignment | null {
  if (fits(assignment)) return assignment
  for (let cards = assignment.cards - 1; cards >= 0; cards -= 1) {
    const shorter = assignmentFor(ask, settings, cards)
    if (shorter && fits(shorter)) return shorter
  }
  return null
}
