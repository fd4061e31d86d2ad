import { microsPerMinorUnit, percentTaken } from '../../pack/costs.ts'
import { homeModel, type ModelTier, type Tier } from '../../pack/order.ts'
import { priceOf } from '../../pack/price.ts'
import { both, type Line } from './line.ts'
import {
  holds,
  lineOf,
  placesOf,
  type Server,
  type Standing,
  secondsOfCall,
  standingOf,
} from './server.ts'
import { longestOf, perOrder, type Work } from './work.ts'

/** All that a plan is made of. */
export interface Given {
  readonly ordersPerDay: number
  /** Of them, for the tier `full`. */
  readonly shareFull: number
  /** Orders of the busiest hour, over those of an hour on average. */
  readonly peak: number
  readonly work: Readonly<Record<ModelTier, Work>>
  readonly servers: Readonly<Record<ModelTier, RentedServer>>
  readonly bounds: Readonly<Record<ModelTier, Bounds>>
  /** What taking the payment of an order costs, minor units. */
  readonly fees: Readonly<Record<Tier, number>>
}

export interface RentedServer extends Server {
  readonly eurPerHour: number
}

interface Bounds {
  /** Seconds after which a text that nobody has taken up stays standard text for now. */
  readonly queue: number
  /** Seconds of one call. */
  readonly call: number
}

/** Servers of 4b are added; one of 32b grows, by its GPUs. */
export interface Size {
  readonly servers: number
  /** GPUs, over those of the server that was measured. */
  readonly growth: number
  /** Calls at a time of one server. */
  readonly slots: number
  /** Tokens of its answer a second, of each call. */
  readonly pace: number
}

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
  readonly bounds: Bounds
  /** Orders of a day that it carries, at most. */
  readonly carries: number
  /** One server fewer, or half of its GPUs; null: there is nothing smaller. */
  readonly smaller: Sized | null
  /** The longest texts need fewer calls at a time than the server takes; null: they do not. */
  readonly cappedBy: Cap | null
  readonly cost: Cost
}

interface Cap {
  readonly operation: string
  /** Of one call with all slots taken. */
  readonly seconds: number
}

export interface Cost {
  /** EUR a month, with the spare. */
  readonly month: number
  /** EUR an order. */
  readonly order: number
  /** Minor units. */
  readonly fee: number
  readonly price: number
  /** Of the price, what servers and fee take. */
  readonly percent: number
  readonly spareOfMonth: number
}

export interface Plan {
  readonly tiers: readonly TierPlan[]
  /** Servers of 4b for all orders at the peak, should 32b be away; null: more than any plan has. */
  readonly withoutLarge: number | null
}

export const hoursOfMonth = 730

/** Servers of 4b, at the most; above that a plan is for somebody else to make. */
const mostServers = 100

/** GPUs of one server, over those of the measured one. */
const growths = [1, 2, 4, 8]

/** Twice the GPUs bring so much; what they say to each other takes the rest. */
export const gainOfDoubling = 1.8

/** @throws Error with one sentence when nothing that can be had carries it */
export function planFor(given: Given): Plan {
  const tiers = (['self-serve', 'full'] as const).filter((tier) => rateOf(given, tier) > 0)
  return { tiers: tiers.map((tier) => tierPlan(given, tier)), withoutLarge: withoutLarge(given) }
}

/** Orders a second at the peak. */
function rateOf({ ordersPerDay, shareFull, peak }: Given, tier: Tier): number {
  return (ordersPerDay * (tier === 'full' ? shareFull : 1 - shareFull) * peak) / 86_400
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
    bounds,
    size: option.size,
    standing: option.at(rate),
    carries: mostOf(option) * perDay(given),
    smaller: smaller ? { size: smaller.size, standing: smaller.at(rate) } : null,
    cappedBy: capOf(given, model, option.size),
    cost: costOf(given, tier, option.size),
  }
}

/** What can be had for a tier, the smallest first. */
interface Option {
  readonly size: Size
  /** @param rate orders a second */
  line(rate: number): Line
  at(rate: number): Standing
}

function optionsFor(given: Given, model: ModelTier): Option[] {
  return model === '4b'
    ? Array.from({ length: mostServers }, (_, more) => optionOf(given, model, 1 + more, 1))
    : growths.map((growth) => optionOf(given, model, 1, growth))
}

function optionOf(given: Given, model: ModelTier, servers: number, growth: number): Option {
  const work = given.work[model]
  const server = grown(given.servers[model], growth)
  const slots = slotsOf(given, model, server)
  const line = (rate: number) => lineOf(work, server, slots, rate)
  const { queue } = given.bounds[model]
  return {
    size: { servers, growth, slots, pace: server.tokensPerSecond / slots },
    line,
    at: (rate) => standingOf(line(rate), servers * slots, queue),
  }
}

function grown({ tokensPerSecond, slots }: Server, growth: number): Server {
  const gain = gainOfDoubling ** Math.log2(growth)
  return { tokensPerSecond: tokensPerSecond * gain, slots: slots * growth }
}

function slotsOf({ work, bounds }: Given, model: ModelTier, server: Server): number {
  const slots = placesOf(work[model], server, bounds[model].call)
  if (slots > 0) return slots
  const { operation, tokensOut } = longestOf(work[model])
  const seconds = Math.round(tokensOut / server.tokensPerSecond)
  throw new Error(
    `A text of ${operation} takes a ${model} server ${seconds} s even alone, too near to the ${bounds[model].call} s of a call; have a faster server (--tokens-per-second), or set longer INFERENCE_${model.toUpperCase()}_TIMEOUTS.`,
  )
}

function capOf({ work, servers }: Given, model: ModelTier, { growth, slots }: Size): Cap | null {
  const server = grown(servers[model], growth)
  if (slots === server.slots) return null
  const longest = longestOf(work[model])
  const seconds = secondsOfCall(longest, server, server.slots)
  return { operation: longest.operation, seconds }
}

/** Orders a second that it carries, at most. */
function mostOf(option: Option): number {
  let [low, high] = [0, 1e-6]
  while (holds(option.at(high))) [low, high] = [high, high * 2]
  for (let step = 0; step < 12; step += 1) {
    const middle = (low + high) / 2
    if (holds(option.at(middle))) low = middle
    else high = middle
  }
  return low
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

/** All orders ask the smaller model while the larger is away. */
function withoutLarge(given: Given): number | null {
  const rates = { own: rateOf(given, 'self-serve'), fallen: rateOf(given, 'full') }
  const { servers, bounds } = given
  const work = { own: given.work['4b'], fallen: given.work['32b'] }
  const slots = slotsOf(given, '4b', servers['4b'])
  const line = both(
    lineOf(work.own, servers['4b'], slots, rates.own),
    lineOf(work.fallen, servers['4b'], slots, rates.fallen),
  )
  for (let count = 1; count <= mostServers; count += 1)
    if (holds(standingOf(line, count * slots, bounds['4b'].queue))) return count
  return null
}

function costOf(given: Given, tier: Tier, { servers, growth }: Size): Cost {
  const { eurPerHour } = given.servers[homeModel(tier)]
  const spareOfMonth = growth * eurPerHour * hoursOfMonth
  const month = (servers + 1) * spareOfMonth
  const orders = ((rateOf(given, tier) * 3_600) / given.peak) * hoursOfMonth
  const [fee, price, order] = [given.fees[tier], priceOf(tier), month / orders]
  const inferenceMicros = order * 100 * microsPerMinorUnit
  const percent = percentTaken({ tier, currency: 'eur', price, inferenceMicros, fee })
  return { month, order, fee, price, percent, spareOfMonth }
}
