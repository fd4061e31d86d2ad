import { fractionOf } from '../../pack/cohort.ts'
import type { Look } from '../../pack/judgement.ts'
import type { Outcome, Written } from '../../pack/outcome.ts'
import { type ReviewCase, reviewCauseOf, wanted } from '../../pack/review.ts'
import type { Job } from '../job/job.ts'
import type { Clock, Stage } from '../stage.ts'

/** What a judge may do by now: nothing without an endpoint, and only look on until it was measured. */
export type JudgeStanding = 'none' | 'watches' | 'gates'

export interface Watch {
  readonly standing: () => JudgeStanding
  /** Texts that a model has written so far. */
  readonly writtenBy: (model: string) => number
  readonly clock: Clock
}

/**
 * Which texts get a second look before they stand: by a judge those that the customer publishes and a sample of the
 * others, by a person those that the settings name. Where both are to look, the judge is first.
 */
export function looked(watch: Watch): Stage<Job, Outcome> {
  return async (job, next) => {
    const outcome = await next(job)
    if (outcome.source === 'none') return outcome
    const repaired = job.known.rejected ? ({ repaired: true } as const) : {}
    const judge = judgeLook(job, watch.standing())
    const review = reviewOf(job, outcome, watch)
    const look = judge === 'judge' ? judge : review ? 'review' : judge
    const shared = job.reuseKey ? { sharedAs: job.reuseKey.hash } : {}
    return { ...outcome, ...repaired, ...shared, ...(look && { look }), ...(review && { review }) }
  }
}

/** From 0 to 1, the same for the same part of an order. */
export function placeOf(order: string, artefact: string, part: string, what: string): number {
  return fractionOf(`${what} ${order} ${artefact} ${part}`)
}

function judgeLook({ ask, assignment, settings }: Job, standing: JudgeStanding): Look | null {
  const { judge, judgeSample } = settings
  if (judge === 'off' || standing === 'none') return null
  const { artefact } = assignment
  const place = placeOf(ask.order.id, artefact.id, ask.part, 'judge')
  if (artefact.published !== true && place * 100 >= judgeSample) return null
  return judge === 'gate' && standing === 'gates' ? 'judge' : 'watched'
}

function reviewOf({ ask, journal, settings }: Job, { model }: Written, watch: Watch) {
  const of: ReviewCase = {
    flaggedBy: journal.flagged ? 'guard' : null,
    written: watch.writtenBy(model),
    place: placeOf(ask.order.id, ask.artefact, ask.part, 'review'),
  }
  const why = reviewCauseOf(settings, of)
  return why && wanted(why, settings.reviewHours, new Date(watch.clock()))
}
