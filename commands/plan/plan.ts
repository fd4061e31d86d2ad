import { homeModel, type ModelTier, type Tier } from '../../pack/order.ts'
import { type Cost, costOf } from './cost.ts'
import { type Bounds, type Given, rateOf } from './given.ts'
import { holds, type Standing } from './server.ts'
import {
  type Cap,
  capOf,
  mostOf,
  type Option,
  optionsFor,
  type Size,
  serversForBoth,
} from './sizes.ts'
import { perOrder } from './work.ts'

interface Sized {
  readonly size: Size
  readonly standing: Standing
}

/** The smallest size that holds at the peak; a spare comes on top. */
export interface TierPlan extends Sized {
  readonly tier: Tier
  readonly model: ModelTier
  /** Of the busiest hour. */
  readonly ordersPerHour: number
  readonly order: ReturnType<typeof perOrder>
  /** Seconds for which a text has its place, its second call included. */
  readonly seconds: number
  /** The same by the ledger; null: it says too little. */
  readonly took: number | null
  readonly bounds: Bounds
  /** Orders of a day that it carries, at most. */
  readonly carries: number
  /** One server fewer, or half of its GPUs; null: there is nothing smaller. */
  readonly smaller: Sized | null
  /** The longest texts need fewer calls at a time than the server takes; null: they do not. */
  readonly cappedBy: Cap | null
  readonly cost: Cost
}

export interface Plan {
  readonly tiers: readonly TierPlan[]
  /** Servers of 4b for all orders at the peak, should 32b be away; null: more than any plan has. */
  readonly withoutLarge: number | null
}

/** @throws Error with one sentence when nothing that can be had carries it */
export function planFor(given: Given): Plan {
  const tiers = (['self-serve', 'full'] as const).filter((tier) => rateOf(given, tier) > 0)
  const rates = { '4b': rateOf(given, 'self-serve'), '32b': rateOf(given, 'full') }
  return {
    tiers: tiers.map((tier) => tierPlan(given, tier)),
    withoutLarge: serversForBoth(given, rates),
  }
}

function tierPlan(given: Given, tier: Tier): TierPlan {
  const model = homeModel(tier)
  const rate = rateOf(given, tier)
  const bounds = given.bounds[model]
  const options = optionsFor(given, model)
  const at = options.findIndex((option) => holds(option.at(rate)))
  const [option, smaller] = [options[at], options[at - 1]]
  if (option === undefined) throw new Error(tooMuch(given, tier, options.at(-1)!))
  return {
    tier,
    model,
    ordersPerHour: rate * 3_600,
    order: perOrder(given.work[model]),
    seconds: option.line(rate).seconds,
    took: given.work[model].took,
    bounds,
    size: option.size,
    standing: option.at(rate),
    carries: mostOf(option) * perDay(given),
    smaller: smaller ? { size: smaller.size, standing: smaller.at(rate) } : null,
    cappedBy: capOf(given, model, option.size),
    cost: costOf(given, tier, option.size),
  }
}

/** Orders of a day, for one a second at its peak. */
const perDay = ({ peak }: Given) => 86_400 / peak

function tooMuch(given: Given, tier: Tier, largest: Option): string {
  const most = Math.floor(mostOf(largest) * 3_600)
  const wanted = Math.round(rateOf(given, tier) * 3_600)
  const { servers, growth } = largest.size
  const which =
    tier === 'full'
      ? `one 32b server of ${growth} times the GPUs carries`
      : `${servers} servers of 4b carry`
  return `${wanted} ${tier} orders come in the busiest hour, but ${which} ${most}; plan for fewer (--orders-per-day, --peak), or with a faster server (--tokens-per-second).`
}
