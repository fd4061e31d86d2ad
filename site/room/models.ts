import { holdsBack } from '../../pack/breaker.ts'
import type { EndpointTier } from '../../pack/order.ts'
import { inferenceQueue } from '../../pack/queues.ts'
import { createTierStandings } from '../../store/policy/tier-standings.ts'
import { createBreakerOffice } from '../breakers.ts'
import type { Site } from '../site.ts'

/** What the models do, and whether they are called. */
export function openModels(site: Site) {
  const tierStandings = createTierStandings(site.database.db)
  const force = createBreakerOffice(site)

  /** Null: Temporal does not say. */
  const depthOf = (tier: EndpointTier) =>
    site.temporal.backlog(inferenceQueue(tier)).catch(() => null)

  async function models() {
    const [tiers, { breakers }] = await Promise.all([tierStandings(), force({ verb: 'list' })])
    const withDepth = tiers.map(async (one) => ({ ...one, waiting: await depthOf(one.tier) }))
    const ofAllCalls = breakers.filter(
      ({ kind, operation }) => kind === 'service' && operation === '',
    )
    return { tiers: await Promise.all(withDepth), breakers: ofAllCalls.map(told) }
  }

  return { models, force }
}

function told({
  endpoint,
  model,
  tier,
  state,
}: Awaited<ReturnType<ReturnType<typeof createBreakerOffice>>>['breakers'][number]) {
  const now = Date.now()
  const { cause, since, forced } = state
  const isForced = forced !== null && forced.until > now
  const isOpen = holdsBack(state, now)
  return { endpoint, model, tier, isOpen, cause, since, forced: isForced ? forced : null }
}
