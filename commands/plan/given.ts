import type { ModelTier, Tier } from '../../pack/order.ts'
import type { Server } from './server.ts'
import type { Work } from './work.ts'

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

export interface Bounds {
  /** Seconds after which a text that nobody has taken up stays standard text for now. */
  readonly queue: number
  /** Seconds of one call. */
  readonly call: number
}

/** Orders a second at the peak. */
export function rateOf({ ordersPerDay, shareFull, peak }: Given, tier: Tier): number {
  return (ordersPerDay * (tier === 'full' ? shareFull : 1 - shareFull) * peak) / 86_400
}
