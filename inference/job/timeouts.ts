import type { EndpointTier, ModelTier } from '../../pack/order.ts'
import type { Patience } from '../wire/patience.ts'
import type { Ask } from './ask.ts'

type ByTier<T> = Readonly<Record<EndpointTier, T>>

export interface Limits {
  /** Of one call. */
  readonly call: ByTier<Patience>
  /** Milliseconds without which no call is made: its server would be blamed for our haste. */
  readonly least: ByTier<number>
  /** Milliseconds kept back of the attempt, for checking and recording. */
  readonly margin: number
}

/** Milliseconds for an attempt of the usual length, which leaves time for two calls more. */
const usual: ByTier<Patience & { readonly attempt: number }> = {
  '4b': { attempt: 45_000, first: 8_000, between: 5_000, whole: 15_000 },
  '32b': { attempt: 180_000, first: 20_000, between: 10_000, whole: 60_000 },
  judge: { attempt: 60_000, first: 10_000, between: 5_000, whole: 25_000 },
}

type Attempts = Readonly<Record<ModelTier, Attempt> & Partial<Record<'judge', Attempt>>>

interface Attempt {
  /** Milliseconds. */
  readonly attempt: number
}

/**
 * The limits for attempts of these lengths (`INFERENCE_*_TIMEOUTS`): longer ones are given for slow
 * servers, so every wait grows with them. A shorter one ends calls by its own end. A call has half of
 * the time that it usually gets, or is not made.
 *
 * @param timeouts milliseconds
 */
export function limitsFor(given: Attempts): Limits {
  const timeouts = { judge: usual.judge, ...given }
  const call = (tier: EndpointTier): Patience => {
    const { attempt, first, between, whole } = usual[tier]
    const factor = Math.max(1, timeouts[tier].attempt / attempt)
    // Timers of signals take whole milliseconds alone.
    const longer = (time: number) => Math.round(time * factor)
    return { first: longer(first), between: longer(between), whole: longer(whole) }
  }
  const least = (tier: EndpointTier) =>
    Math.min(call(tier).whole, timeouts[tier].attempt - margin) / 2
  return {
    call: { '4b': call('4b'), '32b': call('32b'), judge: call('judge') },
    least: { '4b': least('4b'), '32b': least('32b'), judge: least('judge') },
    margin,
  }
}

const margin = 1_500

export const defaultLimits = limitsFor(usual)

/** What the next call may take; null: no call is possible. */
export function patienceFor(
  { tier, deadline }: Ask<EndpointTier>,
  limits: Limits,
  now: number,
): Patience | null {
  const { first, between, whole } = limits.call[tier]
  const left = Math.min(whole, deadline - limits.margin - now)
  return left > 0 && left >= limits.least[tier] ? { first, between, whole: left } : null
}
