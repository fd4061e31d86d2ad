import type { EndpointTier } from '../../pack/order.ts'
import type { Ask } from '../job/ask.ts'
import type { Settings } from '../settings/settings.ts'
import type { Endpoint } from './endpoints.ts'

type RouteSettings = Pick<Settings, 'endpoints' | 'model' | 'economy'>

/** Where an ask may be put, by preference: the endpoints of its tier, as the settings want them. */
export function routesFor(
  endpoints: readonly Endpoint[],
  { tier }: Pick<Ask<EndpointTier>, 'tier'>,
  { endpoints: first, model, economy }: RouteSettings,
): readonly Endpoint[] {
  const rank = ({ name }: Endpoint) => (first.includes(name) ? first.indexOf(name) : first.length)
  const ofTier = endpoints.filter((endpoint) => endpoint.tier === tier)
  const ordered = ofTier.toSorted((a, b) => rank(a) - rank(b))
  const routes = economy ? cheapestFirst(ordered) : ordered
  return model === '' ? routes : routes.map((endpoint) => ({ ...endpoint, model }))
}

/** Like prices keep their order. */
export function cheapestFirst(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  return endpoints.toSorted((a, b) => priceOf(a) - priceOf(b))
}

export function isCheapest(endpoint: Endpoint, all: readonly Endpoint[]): boolean {
  return all.every((other) => priceOf(endpoint) <= priceOf(other))
}

/** Of a prompt three times as long as its answer, as ours are. */
function priceOf({ pricePerMTok }: Endpoint): number {
  return 3 * pricePerMTok.in + pricePerMTok.out
}
