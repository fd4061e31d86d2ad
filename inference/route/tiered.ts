import { homeModel, type ModelTier } from '../../pack/order.ts'
import type { Outcome } from '../../pack/outcome.ts'
import type { Job } from '../job/job.ts'
import type { Stage } from '../stage.ts'

/**
 * Whether and on which tier's queue a model is asked at all. Between tiers it is the workflow that
 * moves: an outcome names where to ask next, so that the tiers fail apart.
 */
export const tiered: Stage<Job, Outcome> = async (job, next) => {
  if (!job.settings.enabled) return { source: 'none', reason: 'not-routed' }
  const wanted = wantedTier(job)
  if (wanted !== job.ask.tier) return { source: 'none', reason: 'not-routed', next: wanted }
  const outcome = await next(job)
  return escalates(job, outcome) ? { ...outcome, next: '32b' } : outcome
}

/** Is a model of this tier asked at all? */
export function isRouted(job: Pick<Job, 'ask' | 'settings'>): boolean {
  const { enabled, safeMode } = job.settings
  return enabled && !safeMode && wantedTier(job) === job.ask.tier
}

/** What is asked of a tier that is not the order's own has been sent there, and stays. */
function wantedTier({ ask, settings }: Pick<Job, 'ask' | 'settings'>): ModelTier {
  const home = homeModel(ask.order.tier)
  if (ask.tier !== home) return ask.tier
  if (settings.tier !== 'home') return settings.tier
  return settings.economy ? '4b' : home
}

/** What the smaller model cannot write the larger one may, where there is capacity to spare. */
function escalates(
  { ask, settings }: Job,
  outcome: Outcome,
): outcome is Outcome & { source: 'none' } {
  const isOwn = ask.tier === '4b' && homeModel(ask.order.tier) === '4b'
  if (!settings.spareCapacity || !isOwn || outcome.source !== 'none') return false
  return outcome.reason === 'invalid' || outcome.reason === 'too-long'
}
