import type { EndpointTier } from '../../pack/order.ts'
import { inferenceQueue } from '../../pack/queues.ts'
import { createTierStandings } from '../../store/policy/tier-standings.ts'
import { createBreakerOffice } from '../breakers.ts'
import type { Site } from '../site.ts'
import { modelsCalled } from './models-called.ts'

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
    return {
      tiers: await Promise.all(withDepth),
      breakers: modelsCalled(breakers, Date.now()),
    }
  }

  return { models, force }
}
