import { type Breaker, type BreakerState, forcedTo, holdsBack } from '../../../pack/breaker.ts'
import type { Endpoint } from '../endpoints.ts'
import { isTestDue } from './breaker-after.ts'
import type { Breakers } from './breakers.ts'
import { operationKey, qualityKey, serviceKey } from './keys.ts'

/** What holds back an endpoint's calls of this operation, as far as this process knows. */
export function barriersTo(
  { find }: Pick<Breakers, 'find'>,
  endpoint: Endpoint,
  operation: string,
  now: number,
): Breaker[] {
  const service = find(serviceKey(endpoint))
  const forced = service ? forcedTo(service.state, now) : null
  if (forced !== null) return forced === 'open' ? [service!] : []
  const keys = [
    serviceKey(endpoint),
    operationKey(endpoint, operation),
    qualityKey(endpoint, operation),
  ]
  return keys.flatMap((key) => find(key) ?? []).filter(({ state }) => holdsBack(state, now))
}

/** One that ends by itself, and can be waited for. */
export function isCooling(state: BreakerState, now: number): boolean {
  return state.standing === 'cooling' && forcedTo(state, now) === null
}

/** One that lets no call through, not even after a while: neither does it cool, nor is a test due. */
export function isShut(state: BreakerState, now: number): boolean {
  return !isCooling(state, now) && !isTestDue(state, now)
}
