import type { Business } from '../../pack/demand.ts'
import type { ModelTier, Tier } from '../../pack/order.ts'
import { priceOf } from '../../pack/price.ts'
import { marks } from '../eval/marks.ts'
import type { Given } from './given.ts'
import { rentedServer } from './rented-server.ts'
import { type Known, rounded, type Sources } from './sources.ts'
import { perOrder, type Work, workOf } from './work.ts'

interface Assumed {
  readonly given: Given
  readonly assumptions: readonly string[]
}

/** Orders, or texts that were written, of which an average says something. */
const enough = 50

/** What a plan is made of: by the options, the ledger, the endpoints, or as assumed. */
export function assume(sources: Sources): Assumed {
  const { timeouts, limits } = sources
  const orders = ordersIn(sources)
  const work = byModel((model) => workIn(sources, model))
  const servers = byModel((model) => rentedServer(sources, model, work[model].value))
  const fees = feesIn(sources)
  const given: Given = {
    ...orders.value,
    work: byModel((model) => work[model].value),
    servers: byModel((model) => servers[model].value),
    bounds: byModel((model) => ({
      queue: timeouts[model].queue / 1_000,
      call: limits.call[model].whole / 1_000,
    })),
    fees: fees.value,
  }
  const each = [orders, work['4b'], work['32b'], servers['4b'], servers['32b'], fees]
  return { given, assumptions: each.map(({ said }) => said) }
}

function byModel<T>(of: (model: ModelTier) => T): Record<ModelTier, T> {
  return { '4b': of('4b'), '32b': of('32b') }
}

function ordersIn({ asked, business }: Sources) {
  const sold = (tier?: Tier) => ordersOf(business, tier)
  const isKnown = business !== null && sold() >= enough
  const ordersPerDay = asked.ordersPerDay ?? (isKnown ? sold() / business.days : 100)
  const shareFull = asked.shareFull ?? (isKnown ? sold('full') / sold() : 0.2)
  const { peak = 4 } = asked
  const source = (given: number | undefined) => {
    if (given !== undefined) return 'as asked'
    return isKnown ? `by the ${sold()} orders of ${business.days} days` : 'assumed'
  }
  const busiest = asked.peak === undefined ? 'assumed' : 'as asked'
  const said = `${rounded(ordersPerDay)} orders a day (${source(asked.ordersPerDay)}), ${rounded(shareFull * 100)} % of them full (${source(asked.shareFull)}), and in the busiest hour ${rounded(peak)} times as many as in one on average (${busiest}).`
  return { value: { ordersPerDay, shareFull, peak }, said }
}

function ordersOf(business: Business | null, tier?: Tier): number {
  return (business?.margins ?? [])
    .filter((margin) => tier === undefined || margin.tier === tier)
    .reduce((sum, { orders }) => sum + orders, 0)
}

function workIn({ business, recorded }: Sources, model: ModelTier): Known<Work> {
  const count = (business?.operations ?? [])
    .filter(({ tier }) => tier === model)
    .reduce((sum, one) => sum + one.written, 0)
  const isKnown = business !== null && count >= enough
  const again = 1 - marks.atOnce
  const value = isKnown ? workOf(business, model) : workOf(recorded, model, again)
  const { texts, written } = perOrder(value)
  const reused = `${rounded((1 - written / texts) * 100)} % reused`
  const said = isKnown
    ? `${model}: what an order asks for by the ledger, ${count} texts written in 30 days, ${reused}.`
    : `${model}: what an order asks for as recorded of 500 unlike firms within a week, ${reused}, since the ledger has ${count} texts written in 30 days, and an average takes ${enough}; ${rounded(again * 100)} of 100 are called for twice, as many as npm run eval lets pass.`
  return { value, said }
}

/** What Stripe publishes for cards of the EEA: percent, and minor units. */
const stripe = { percent: 1.5, fixed: 25 }

function feesIn({ business }: Sources): Known<Given['fees']> {
  const known = (tier: Tier) => {
    const own = (business?.margins ?? []).filter((one) => one.tier === tier && one.fee !== null)
    const orders = own.reduce((sum, one) => sum + one.orders - one.feesUnknown, 0)
    return orders < enough ? null : own.reduce((sum, { fee }) => sum + (fee ?? 0), 0) / orders
  }
  const usual = (tier: Tier) => (priceOf(tier) * stripe.percent) / 100 + stripe.fixed
  const source = (tier: Tier) => (known(tier) === null ? 'as Stripe publishes it' : 'as it was')
  const feeOf = (tier: Tier) => known(tier) ?? usual(tier)
  return {
    value: { 'self-serve': feeOf('self-serve'), full: feeOf('full') },
    said: `A payment costs EUR ${euros(feeOf('self-serve'))} (self-serve, ${source('self-serve')}) and EUR ${euros(feeOf('full'))} (full, ${source('full')}): 1.5 % and 25 cents for cards of the EEA.`,
  }
}

const euros = (minorUnits: number) => (minorUnits / 100).toFixed(2)
