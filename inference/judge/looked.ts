import { fractionOf } from '../../pack/cohort.ts'
import type { Look } from '../../pack/judgement.ts'
import type { Outcome } from '../../pack/outcome.ts'
import type { Job } from '../job/job.ts'
import type { Stage } from '../stage.ts'

/** What a judge may do by now: nothing without an endpoint, and only look on until it was measured. */
export type JudgeStanding = 'none' | 'watches' | 'gates'

/**
 * Which texts a judge looks at: those that the customer publishes, and a sample of the others. Where it may decide they
 * wait for it, and do not stand before.
 */
export function looked(standing: () => JudgeStanding): Stage<Job, Outcome> {
  return async (job, next) => {
    const outcome = await next(job)
    if (outcome.source === 'none') return outcome
    const look = lookFor(job, standing())
    const repaired = job.known.rejected ? ({ repaired: true } as const) : {}
    return { ...outcome, ...(look && { look }), ...repaired }
  }
}

function lookFor({ ask, assignment, settings }: Job, standing: JudgeStanding): Look | null {
  const { judge, judgeSample } = settings
  if (judge === 'off' || standing === 'none') return null
  const { artefact } = assignment
  const place = fractionOf(`${ask.order.id} ${artefact.id} ${ask.part}`) * 100
  if (artefact.published !== true && place >= judgeSample) return null
  return judge === 'gate' && standing === 'gates' ? 'judge' : 'watched'
}
