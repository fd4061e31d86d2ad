import { type BreakerState, type Forced, forcedTo } from '../../../pack/breaker.ts'
import type { Reason } from '../../../pack/reason.ts'
import { type BreakerTimes, lastRung } from './times.ts'

/** What a breaker learns. `began`: epoch milliseconds at which the call was made. */
export type BreakerEvent =
  | { readonly type: 'answered'; readonly began: number }
  | CallFailed
  | { readonly type: 'probing' }
  | { readonly type: 'probed'; readonly isGood: boolean; readonly began: number }
  | { readonly type: 'testing' }
  | { readonly type: 'forced'; readonly forced: Forced | null }

export interface CallFailed {
  readonly type: 'failed'
  readonly effect: 'counts' | 'cools' | 'opens'
  readonly cause: Reason
  readonly began: number
  /** Milliseconds that the server asked for; null: it did not say. */
  readonly retryAfter: number | null
  /** Whose text did not pass, or whose prompt was rejected; null where the server failed anybody. */
  readonly order: string | null
}

/** One call may fail on its own; so many in a row are the server, or the model. */
const enough = 3

/**
 * The law of a breaker. The same object comes back when nothing changes, so that nothing needs to
 * be stored.
 */
export function breakerAfter(
  state: BreakerState,
  event: BreakerEvent,
  now: number,
  times: BreakerTimes,
): BreakerState {
  switch (event.type) {
    case 'answered':
      return answered(state, event.began, now, times)
    case 'failed':
      return failed(state, event, now, times)
    case 'probing':
      return isProbeDue(state, now) ? { ...state, probeAt: now + times.probe } : state
    case 'probed':
      return probed(state, event, now, times)
    case 'testing':
      return isTestDue(state, now) ? { ...state, testedAt: now, until: now + times.test } : state
    case 'forced':
      return { ...state, forced: event.forced }
  }
}

/** A probe apart from traffic may close it. */
export function isProbeDue({ standing, probeAt }: BreakerState, now: number): boolean {
  return standing === 'open' && now >= probeAt
}

/** The step is over without a good probe: one call finds out, unless an operator will have none. */
export function isTestDue(state: BreakerState, now: number): boolean {
  return state.standing === 'open' && now >= state.until && forcedTo(state, now) === null
}

function answered(state: BreakerState, began: number, now: number, times: BreakerTimes) {
  if (wasTest(state, began)) return closed(state, 0, now, times)
  if (state.standing === 'open') return began >= state.since ? good(state, 0, now, times) : state
  if (state.standing === 'cooling' && now < state.until) return state
  // A server whose short pauses help only counts its calls: the next one begins anew.
  if (state.standing === 'cooling')
    return closed(wasShort(state, times) ? { ...state, cooledAt: 0 } : state, 0, now, times)
  if (state.failures === 0 && state.orders.length === 0) return state
  return { ...state, failures: 0, orders: [] }
}

function probed(
  state: BreakerState,
  { isGood, began }: { readonly isGood: boolean; readonly began: number },
  now: number,
  times: BreakerTimes,
) {
  if (state.standing !== 'open' || began < state.since) return state
  // What answered a word may still fail at a text: its next failure is one too many.
  if (isGood) return good(state, enough - 1, now, times)
  return { ...extended(state, times.step(state.rung), now), good: 0 }
}

/** What fell again soon has to answer as often in a row as it fell. */
function good(state: BreakerState, failures: number, now: number, times: BreakerTimes) {
  const counted = { ...state, good: state.good + 1 }
  return counted.good < state.rung ? counted : closed(counted, failures, now, times)
}

function closed(state: BreakerState, failures: number, now: number, times: BreakerTimes) {
  const until = state.rung === 0 ? 0 : now + times.step(state.rung)
  const reset = { cause: null, orders: [], good: 0, testedAt: 0 }
  return { ...state, ...reset, standing: 'closed' as const, since: now, until, failures }
}

function failed(state: BreakerState, event: CallFailed, now: number, times: BreakerTimes) {
  if (state.standing === 'open') return failedAgain(state, event, now, times)
  // It was made before this one closed, and says nothing of now.
  if (state.standing === 'closed' && event.began < state.since) return state
  if (event.effect === 'cools') return overloaded(state, event, now, times)
  const counted = count(state, event)
  return counted.failures >= enoughOf(event) ? opened(counted, event.cause, now, times) : counted
}

/** What one order meets may be the fault of its own prompt; what a second one meets is not. */
function enoughOf({ effect, order }: CallFailed): number {
  if (effect !== 'opens') return enough
  return order === null ? 1 : 2
}

function count(state: BreakerState, { order }: CallFailed): BreakerState {
  if (order === null) return { ...state, failures: state.failures + 1 }
  if (state.orders.includes(order)) return state
  const orders = [...state.orders, order]
  return { ...state, orders, failures: orders.length }
}

/** One step up if it is a relapse, else onto the first. */
function opened(state: BreakerState, cause: Reason, now: number, times: BreakerTimes) {
  const rung = isRelapse(state, now, times) ? Math.min(state.rung + 1, lastRung) : 1
  return {
    ...state,
    standing: 'open' as const,
    cause,
    since: now,
    until: now + times.step(rung),
    rung,
    good: 0,
    probeAt: now + times.probe,
    testedAt: 0,
  }
}

function isRelapse({ standing, until, cooledAt }: BreakerState, now: number, times: BreakerTimes) {
  return standing === 'open' || now < (standing === 'cooling' ? cooledAt + times.again : until)
}

function failedAgain(state: BreakerState, event: CallFailed, now: number, times: BreakerTimes) {
  if (wasTest(state, event.began)) return opened(state, event.cause, now, times)
  return extended(state, times.step(state.rung), now)
}

function wasTest({ testedAt }: BreakerState, began: number): boolean {
  return testedAt > 0 && began >= testedAt
}

/** Nobody is told of a moment more. */
function extended(state: BreakerState, length: number, now: number): BreakerState {
  const until = now + length
  return until - state.until < length / 20 ? state : { ...state, until }
}

function overloaded(state: BreakerState, event: CallFailed, now: number, times: BreakerTimes) {
  const { began, cause, retryAfter } = event
  const asked = Math.max(retryAfter ?? times.cool, times.shortestCool)
  const wanted = Math.min(asked, times.longestCool)
  if (now < state.cooledAt) return cooling(extended(state, wanted, now))
  // It was made before the server had cooled down, and says nothing of now.
  if (began < state.cooledAt) return state
  const isAgain = now < state.cooledAt + times.again
  if (isAgain && !wasShort(state, times)) return opened(state, cause, now, times)
  const rung = isRelapse(state, now, times) ? state.rung : 0
  const longer = isAgain ? Math.min(2 * (state.cooledAt - state.since), times.cool) : 0
  const until = now + Math.max(wanted, longer)
  return cooling({ ...state, standing: 'cooling', cause, since: now, until, rung })
}

/** A pause that was shorter than ours, as its server asked, may have been too short. */
function wasShort({ standing, since, cooledAt }: BreakerState, { cool }: BreakerTimes): boolean {
  return standing === 'cooling' && cooledAt - since < cool
}

function cooling(state: BreakerState): BreakerState {
  return state.until === state.cooledAt ? state : { ...state, cooledAt: state.until }
}
