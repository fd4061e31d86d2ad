import { microsPerMinorUnit, percentTaken } from '../../pack/costs.ts'
import { homeModel, type Tier } from '../../pack/order.ts'
import { priceOf } from '../../pack/price.ts'
import { type Given, rateOf } from './given.ts'
import type { Size } from './sizes.ts'

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

export const hoursOfMonth = 730

/** Of so many servers and the spare. */
export function costOf(given: Given, tier: Tier, { servers, growth }: Size): Cost {
  const { eurPerHour } = given.servers[homeModel(tier)]
  const spareOfMonth = growth * eurPerHour * hoursOfMonth
  const month = (servers + 1) * spareOfMonth
  const orders = ((rateOf(given, tier) * 3_600) / given.peak) * hoursOfMonth
  const [fee, price, order] = [given.fees[tier], priceOf(tier), month / orders]
  const inferenceMicros = order * 100 * microsPerMinorUnit
  const percent = percentTaken({ price, inferenceMicros, reviewMicros: 0, fee })
  return { month, order, fee, price, percent, spareOfMonth }
}
