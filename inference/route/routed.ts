import { randomUUID } from 'node:crypto'
import { notWritten } from '../../pack/notice.ts'
import type { EndpointTier } from '../../pack/order.ts'
import type { NotWritten, Written } from '../../pack/outcome.ts'
import type { Job } from '../job/job.ts'
import { type Limits, patienceFor } from '../job/timeouts.ts'
import type { Clock, Next, Stage } from '../stage.ts'
import type { Failure } from '../wire/failures.ts'
import type { Pause } from './pause.ts'
import { firstPlan, type Past, planAfter } from './plan.ts'
import type { Tried, Turn } from './turn.ts'

export interface Route {
  readonly limits: Limits
  readonly clock: Clock
  readonly pause: Pause
  /** From 0 to 1. */
  readonly chance: () => number
}

/**
 * Turn after turn, until an answer passes, no remedy is left, or the time is up. The last stage.
 *
 * @param told what an answer that passed comes to, at that time (epoch milliseconds)
 */
export function routed<Of extends EndpointTier, Result>(
  { limits, clock, pause, chance }: Route,
  attempt: Next<Turn, Tried>,
  told: (tried: Tried, job: Job<Of>, now: number) => Result,
): Stage<Job<Of>, Result | NotWritten> {
  return async (job) => {
    const { ask } = job
    const past: Past[] = []
    let plan = firstPlan(job)
    while (plan !== null && patienceFor(ask, limits, clock() + plan.wait) !== null) {
      if (plan.wait > 0) await pause(plan.wait, job.signal)
      const patience = patienceFor(ask, limits, clock())
      if (patience === null) break
      const tried = await attempt({ ...plan, id: randomUUID(), patience })
      if (tried.failure === null) return told(tried, job, clock())
      past.push({ plan, tried })
      plan = planAfter(past, chance())
    }
    const failure = failureOf(past)
    return notWritten(failure ?? (plan === null ? 'misconfigured' : 'timeout'), ask.tier)
  }
}

/** A call that was made, or would have failed, says more than one that was never meant to be. */
function failureOf(past: readonly Past[]): Failure | null | undefined {
  const failures = past.map(({ tried }) => tried.failure)
  return failures.findLast((failure) => failure !== 'not-routed') ?? failures.at(-1)
}

const day = 86_400_000

/** A text, as it is recorded. */
export function written({ content, reply }: Tried, job: Job, now: number): Written {
  const { ask, assignment, settings } = job
  const { freshDays, promptVersion } = assignment.artefact
  return {
    source: 'model',
    content,
    model: reply.model,
    tier: ask.tier,
    promptVersion,
    ...(settings.knowledge !== '' && { knowledge: settings.knowledge }),
    generatedAt: new Date(now).toISOString(),
    freshUntil: freshDays > 0 ? new Date(now + freshDays * day).toISOString() : null,
  }
}
