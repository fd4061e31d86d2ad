import { readBase } from '../../clients/config.ts'
import type { Given } from '../../commands/plan/given.ts'
import { type Plan, planFor, type TierPlan } from '../../commands/plan/plan.ts'
import { workOf } from '../../commands/plan/work.ts'
import { limitsFor } from '../../inference/job/timeouts.ts'
import type { Demand } from '../../pack/demand.ts'
import type { ModelTier } from '../../pack/order.ts'
import { quantile } from '../statistics.ts'
import { readRecorded } from './demand.ts'
import { type Servers, simulatePeak } from './peak.ts'
import { type Asked, demandOf } from './seen.ts'

/** What a shop sells and by which servers. */
export interface Mix {
  readonly name: string
  readonly ordersPerDay: number
  readonly shareFull: number
  readonly peak: number
  /** Tokens of answers a second, of one server. */
  readonly tokensPerSecond: Readonly<Record<ModelTier, number>>
}

export const mixes: readonly Mix[] = [
  mix('mostly self-serve, small GPUs', 6_600, 0.05, 4, [375, 250]),
  mix('one in five full', 3_000, 0.2, 4, [375, 124]),
  mix('half full, a sharp peak', 400, 0.5, 12, [375, 124]),
  mix('large GPUs', 24_000, 0.1, 4, [1_500, 900]),
]

function mix(
  name: string,
  ordersPerDay: number,
  shareFull: number,
  peak: number,
  [small, large]: readonly [number, number],
): Mix {
  return { name, ordersPerDay, shareFull, peak, tokensPerSecond: { '4b': small, '32b': large } }
}

const { timeouts, lateWindow } = readBase({})
const { call } = limitsFor(timeouts)
const common = { figures: readRecorded(), again: 0.3, timeouts, lateWindow }

const hour = 3_600_000

/** A quiet time, in which nobody waits: what the ledger of a shop tells of its orders. */
export async function quietTime(signal: AbortSignal): Promise<Demand> {
  const plenty = { places: 10_000, pace: 50 }
  const servers = { '4b': plenty, '32b': plenty }
  const rates = { '4b': 8 / 3_600, '32b': 4 / 3_600 }
  const peak = { ...common, seed: 1, length: 100 * hour, rates, servers }
  return demandOf(await simulatePeak(peak, signal))
}

export function planOf(mix: Mix, ledger: Demand): Plan {
  const bounds = (model: ModelTier) => ({
    queue: timeouts[model].queue / 1_000,
    call: call[model].whole / 1_000,
  })
  const server = (model: ModelTier, slots: number) => {
    return { slots, tokensPerSecond: mix.tokensPerSecond[model], eurPerHour: 1 }
  }
  const given: Given = {
    ...mix,
    work: { '4b': workOf(ledger, '4b'), '32b': workOf(ledger, '32b') },
    servers: { '4b': server('4b', 32), '32b': server('32b', 8) },
    bounds: { '4b': bounds('4b'), '32b': bounds('32b') },
    fees: { 'self-serve': 0, full: 0 },
  }
  return planFor(given)
}

/** How the first texts of a tier's orders fared. */
export interface Fared {
  readonly texts: number
  /** Share that had a place within the bound. */
  readonly inTime: number
  /** Seconds that 99 in 100 texts waited at the most, as far as they waited. */
  readonly wait99: number
}

interface Run {
  readonly seed: number
  readonly orders: number
  readonly short?: ModelTier | null
}

/**
 * The busiest hour of a plan, for as long as so many orders take to come.
 *
 * @param short the model that is one size smaller than planned
 */
export async function simulated(
  { tiers }: Plan,
  { seed, orders, short = null }: Run,
  signal: AbortSignal,
): Promise<(model: ModelTier) => Fared> {
  const serversOf = (tier: TierPlan): Servers => {
    const { size, standing } = tier.model === short ? tier.smaller! : tier
    return { places: standing.places, pace: size.pace }
  }
  const byModel = <T>(of: (tier: TierPlan) => T) =>
    Object.fromEntries(tiers.map((tier) => [tier.model, of(tier)])) as Record<ModelTier, T>
  const rates = byModel(({ ordersPerHour }) => ordersPerHour / 3_600)
  const length = (orders * 1_000) / (rates['4b'] + rates['32b'])
  const peak = { ...common, seed, length, rates, servers: byModel(serversOf) }
  const asked = await simulatePeak(peak, signal)
  return (model) => faredOf(asked.filter((one) => one.tier === model && one.round === 1))
}

function faredOf(asked: readonly Asked[]): Fared {
  const waited = asked.flatMap(({ tier, waited }) =>
    waited === undefined ? [] : [{ isTaken: waited !== null, for: waited ?? timeouts[tier].queue }],
  )
  const inTime = waited.filter(({ isTaken }) => isTaken).length / waited.length
  const wait99 = quantile(
    waited.map((one) => one.for / 1_000),
    0.99,
  )
  return { texts: waited.length, inTime, wait99 }
}
