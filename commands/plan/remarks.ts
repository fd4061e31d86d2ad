import { buffer, strainOf } from '../../pack/costs.ts'
import { hoursOfMonth, type Plan, type TierPlan } from './plan.ts'

/** What holds when one server is dead, and what does not fit: one sentence each. */
export function remarksOn(plan: Plan): string[] {
  return plan.tiers.flatMap((tier) => [
    ...(tier.model === '4b' ? ofReplicas(tier) : ofOneServer(tier, plan)),
    ...ofSlots(tier),
    ...ofMoney(tier),
  ])
}

function ofReplicas({ size, standing, smaller, cost }: TierPlan): string[] {
  const { servers } = size
  const spare = `One of ${servers + 1} 4b servers dead at the peak: the ${servers > 1 ? `other ${servers} carry` : 'other carries'} it, ${percent(standing.inTime)} of the texts in time.`
  const least = `Without the spare, for EUR ${Math.round(cost.spareOfMonth)} a month less,`
  if (smaller === null)
    return [spare, `${least} one dead server leaves standard texts until it is back.`]
  const { wait99, inTime, busy } = smaller.standing
  const rest =
    wait99 === null
      ? `cannot carry it: more comes than they can write, ${percent(1 / busy)} of it at most`
      : `cannot carry it: ${percent(inTime)} of the texts would be in time`
  return [spare, `${least} one replica lost at the peak: the others ${rest}.`]
}

function ofOneServer({ cost }: TierPlan, { tiers, withoutLarge }: Plan): string[] {
  const small = tiers.find(({ model }) => model === '4b')
  const planned = small === undefined ? 0 : small.size.servers + 1
  const least = `Without it, for EUR ${Math.round(cost.spareOfMonth)} a month less, full orders fall to 4b, which`
  const takes = () => {
    if (withoutLarge === null) return 'no number of servers that this plans with could carry'
    if (withoutLarge <= planned) return `carries them with the ${planned} servers it has`
    return `then takes ${withoutLarge} servers, ${withoutLarge - planned} more than it has`
  }
  return ['The 32b server dead: the spare of the same size takes over.', `${least} ${takes()}.`]
}

function ofSlots({ model, cappedBy, size, bounds }: TierPlan): string[] {
  if (cappedBy === null) return []
  const { operation, seconds } = cappedBy
  return [
    `With all of its slots taken a ${model} server would need ${Math.round(seconds)} s for ${operation}, and a call may take ${bounds.call} s: set its slots to ${size.slots}.`,
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
