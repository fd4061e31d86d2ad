import { notWritten } from '../../pack/notice.ts'
import type { Outcome, Written } from '../../pack/outcome.ts'
import type { Job } from '../job/job.ts'
import { type Limits, timeFor } from '../job/limits.ts'
import type { Clock, Next, Stage } from '../stage.ts'
import type { Failure } from '../wire/failures.ts'
import { firstTurn, type Tried, type Turn, turnAfter } from './turn.ts'

export interface Route {
  readonly limits: Limits
  readonly clock: Clock
}

/** Turn after turn, until a text passes, no remedy is left, or the time is up. The last stage. */
export function routed({ limits, clock }: Route, attempt: Next<Turn, Tried>): Stage<Job, Outcome> {
  return async (job) => {
    const { ask } = job
    let failure: Failure | null = null
    let turn = firstTurn(job)
    while (turn !== null) {
      const timeout = timeFor(ask, limits, clock())
      if (timeout <= 0) return notWritten(failure ?? 'timeout', ask.tier)
      const tried = await attempt({ ...turn, timeout })
      if (tried.failure === null) return written(tried, job, clock())
      failure = tried.failure
      turn = turnAfter(turn, tried)
    }
    return notWritten(failure ?? 'misconfigured', ask.tier)
  }
}

const day = 86_400_000

function written({ content, reply }: Tried, { ask, assignment }: Job, now: number): Written {
  const { freshDays, promptVersion } = assignment.artefact
  return {
    source: 'model',
    content,
    model: reply.model,
    tier: ask.tier,
    promptVersion,
    generatedAt: new Date(now).toISOString(),
    freshUntil: freshDays > 0 ? new Date(now + freshDays * day).toISOString() : null,
  }
}
