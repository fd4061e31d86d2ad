import type { EndpointTier } from './order.ts'
import type { Reason } from './reason.ts'

/** Which calls are held back together: those of one model on one server. */
export interface BreakerKey {
  readonly endpoint: string
  readonly model: string
  /** The only one whose calls the server rejects; `''`: all its calls. */
  readonly operation: string
  /** Of a server that gives no answers, or of answers that cannot be used. */
  readonly kind: 'service' | 'quality'
}

/** What an operator wants of it, whatever its calls come to. */
export interface Forced {
  readonly to: 'open' | 'closed'
  /** Epoch milliseconds from which, and until which, it holds. */
  readonly since: number
  readonly until: number
  readonly by: string
  readonly why: string
}

/** Times are epoch milliseconds. */
export interface BreakerState {
  /** `cooling` ends by itself, `open` only by a good answer. */
  readonly standing: 'closed' | 'cooling' | 'open'
  /** What opened it, or cools it down; null: it is closed. */
  readonly cause: Reason | null
  /** When it came to its standing. */
  readonly since: number
  /** Open: when a call may test it. Cooling: its end. Closed: to open before this is a relapse. */
  readonly until: number
  /** Steps of the ladder climbed; 0: it never opened. */
  readonly rung: number
  /** In a row, of the server. */
  readonly failures: number
  /** In a row, whose texts did not pass; each counts once. */
  readonly orders: readonly string[]
  /** Good answers in a row since it opened. */
  readonly good: number
  readonly probeAt: number
  /** When a call set out to test it; 0: none has. */
  readonly testedAt: number
  /** When it last cooled down, or will have; 0: never, or so briefly that it says nothing. */
  readonly cooledAt: number
  readonly forced: Forced | null
}

/** One as it is stored. */
export interface Breaker extends BreakerKey {
  readonly tier: EndpointTier
  readonly state: BreakerState
  /** Rises with each write; 0: not stored yet. */
  readonly version: number
}

export const untouched: BreakerState = {
  standing: 'closed',
  cause: null,
  since: 0,
  until: 0,
  rung: 0,
  failures: 0,
  orders: [],
  good: 0,
  probeAt: 0,
  testedAt: 0,
  cooledAt: 0,
  forced: null,
}

export function isSameBreaker(one: BreakerKey, other: BreakerKey): boolean {
  return (
    one.endpoint === other.endpoint &&
    one.model === other.model &&
    one.operation === other.operation &&
    one.kind === other.kind
  )
}

/** Of everything that a model on a server is asked? */
export function isOfAllCalls({ operation, kind }: BreakerKey): boolean {
  return operation === '' && kind === 'service'
}

/** What an operator has forced it to, while that lasts. */
export function forcedTo({ forced }: BreakerState, now: number): 'open' | 'closed' | null {
  return forced !== null && now < forced.until ? forced.to : null
}

/** Are its calls held back? One that is due for a test still holds back all but that one call. */
export function holdsBack(state: BreakerState, now: number): boolean {
  const forced = forcedTo(state, now)
  return forced === null ? standingAt(state, now) !== 'closed' : forced === 'open'
}

/** Where its calls have brought it, whatever an operator wants: what cools is closed at its end. */
export function standingAt(
  { standing, until }: BreakerState,
  now: number,
): BreakerState['standing'] {
  return standing === 'cooling' && now >= until ? 'closed' : standing
}
