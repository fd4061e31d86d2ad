import { type Breaker, forcedTo } from '../../../pack/breaker.ts'
import type { Clock, Stage } from '../../stage.ts'
import type { Failure } from '../../wire/failures.ts'
import { noReply } from '../../wire/reply.ts'
import type { Tried, Turn } from '../turn.ts'
import { barriersTo, isCooling } from './barriers.ts'
import { isTestDue } from './breaker-after.ts'
import type { Breakers } from './breakers.ts'
import { lessonsOf } from './lessons.ts'
import { createPace } from './pace.ts'
import type { Shapes } from './probes.ts'

export interface BreakerParts {
  readonly breakers: Breakers
  /** Of what each operation was asked for last, so that it can be probed. */
  readonly shapes: Shapes
  readonly clock: Clock
}

/** A call that is held back fails at once, by what holds it back; from all others we learn. */
export function breaker({ breakers, shapes, clock }: BreakerParts): Stage<Turn, Tried> {
  const pace = createPace()

  /** Null: the call may be made. It is the test, if one is due. */
  async function barrierTo(turn: Turn): Promise<Breaker | null> {
    const now = clock()
    const { operation } = turn.job.assignment.artefact
    const shut = barriersTo(breakers, turn.endpoint, operation, now)
    const barrier = shut.find(({ state }) => !isTestDue(state, now))
    if (barrier) return barrier
    for (const one of shut)
      if (!(await breakers.note(one, one.tier, { type: 'testing' }))) return one
    return null
  }

  return async (turn, next) => {
    const { job, endpoint } = turn
    shapes.keep(job.assignment)
    const barrier = await barrierTo(turn)
    if (barrier) return heldBack(turn, barrier, clock())
    const began = clock()
    const tried = await next(turn)
    const { reply } = tried
    const { operation } = job.assignment.artefact
    const answered = { endpoint: endpoint.name, operation, reply, began, ended: clock() }
    const isSick = tried.failure === null && pace.isSick(answered)
    const lessons = lessonsOf({ turn, tried, began, isSick })
    await Promise.all(lessons.map(([key, event]) => breakers.note(key, endpoint.tier, event)))
    return tried
  }
}

/**
 * What is only cooling down can be waited for. Texts that nobody can use, and an operator's will,
 * are no failure of this call's: it is not routed there.
 */
function heldBack({ endpoint }: Turn, { kind, state }: Breaker, now: number): Tried {
  const endsSoon = isCooling(state, now)
  const reply = noReply(endsSoon ? 'cooling' : 'held-back', endpoint.model)
  const isFailure = kind === 'service' && forcedTo(state, now) === null
  // Nothing but a call's failure ever opened one.
  const failure = isFailure ? (state.cause as Failure) : 'not-routed'
  const retryAfter = endsSoon ? state.until - now : null
  return { reply: { ...reply, retryAfter }, failure, faults: [], content: null }
}
