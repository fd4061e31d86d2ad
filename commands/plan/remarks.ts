import { buffer, strainOf } from '../../pack/costs.ts'
import { hoursOfMonth } from './cost.ts'
import type { Plan, TierPlan } from './plan.ts'

/** What holds when one server is dead, and what does not fit: one sentence each. */
export function remarksOn(plan: Plan): string[] {
  return plan.tiers.flatMap((tier) => [
    ...(tier.model === '4b' ? ofReplicas(tier) : ofOneServer(tier, plan)),
    ...ofSlots(tier),
    ...ofPace(tier),
    ...ofMoney(tier),
  ])
}

function ofReplicas({ size, standing, smaller, cost }: TierPlan): string[] {
  const { servers } = size
  const others = servers > 1 ? `the other ${servers} carry` : 'the other carries'
  return [
    `4b: with one of ${servers + 1} servers dead at the peak ${others} it, ${percent(standing.inTime)} of the texts in time.`,
    `4b: without the spare, EUR ${Math.round(cost.spareOfMonth)} a month less: ${lost(smaller)}.`,
    '4b: run a worker for each server, which names that server first: it has as many calls under way as one server has slots.',
  ]
}

function lost(smaller: TierPlan['smaller']): string {
  if (smaller === null) return 'when the server is dead, texts stay standard until it is back'
  const { wait99, inTime, busy } = smaller.standing
  const lot =
    wait99 === null
      ? `can write ${percent(1 / busy)} of it at most`
      : `have ${percent(inTime)} of the texts in time`
  return `one replica lost at the peak: the others cannot carry it, and ${lot}`
}

function ofOneServer({ cost }: TierPlan, { tiers, withoutLarge }: Plan): string[] {
  const small = tiers.find(({ model }) => model === '4b')
  const planned = small === undefined ? 0 : small.size.servers + 1
  const takes = () => {
    if (withoutLarge === null) return 'more than the 4b servers of any plan can carry'
    if (withoutLarge <= planned) return `and its ${planned} servers carry them`
    return `which then takes ${withoutLarge} servers instead of ${planned}`
  }
  return [
    '32b: with the server dead, the spare of the same size takes over; name it second in the same list.',
    `32b: without the spare, EUR ${Math.round(cost.spareOfMonth)} a month less: full orders fall to 4b, ${takes()}.`,
  ]
}

function ofSlots({ model, cappedBy, size, bounds }: TierPlan): string[] {
  if (cappedBy === null)
    return size.growth > 1 ? [`${model}: set its slots to ${size.slots}, for its larger GPUs.`] : []
  const { operation, slots, seconds } = cappedBy
  return [
    `${model}: set its slots to ${size.slots}; with ${slots} a call for ${operation} would take ${Math.round(seconds)} s on average, too near to the ${bounds.call} s after which it is given up, or beyond.`,
  ]
}

/** With fewer calls than slots a server is faster than planned, so who is slower has slower ones. */
function ofPace({ model, took, seconds }: TierPlan): string[] {
  if (took === null || took <= seconds) return []
  return [
    `${model}: by the ledger a text took ${took.toFixed(1)} s, and this plan gives it ${seconds.toFixed(1)} s: your servers are slower than taken here; measure one with its slots taken (--tokens-per-second).`,
  ]
}

function ofMoney({ tier, cost }: TierPlan): string[] {
  if (strainOf(cost.percent) === 'within') return []
  const left = (cost.price * buffer.planned) / 100 - cost.fee
  const orders = (cost.month * 100) / left / (hoursOfMonth / 24)
  return [
    `${tier}: servers and payment take ${cost.percent.toFixed(1)} % of the price; from ${Math.ceil(orders)} orders a day on these servers are within ${buffer.planned} %.`,
  ]
}

const percent = (share: number) => `${(Math.floor(share * 1_000) / 10).toFixed(1)} %`
