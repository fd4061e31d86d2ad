import type { EndpointTier } from '../../pack/order.ts'
import type { AuditedOrder } from './audited-order.ts'

/** What holds of every order that is looked at. */
export interface Moment {
  /** Whether what happened then must have had its consequences by now. ISO 8601, UTC. */
  readonly isPast: (time: string) => boolean
  /** How far the logs of a tier's servers reach; left out: they tell of no call. */
  readonly logs: Readonly<Partial<Record<EndpointTier, Reach>>>
  /** Micros that an order may spend, by the highest limit that ever stood. */
  readonly orderLimit: number
}

/** ISO 8601, UTC. */
export interface Reach {
  readonly from: string
  readonly until: string
}

export interface Rule {
  readonly name: string
  /** What it finds, in a few words for a person. */
  readonly about: string
  /** What has to be given for it; nothing: it always looks. */
  readonly needs?: 'model logs' | 'mail'
  /**
   * A sentence on each thing that is wrong, which goes on from the order's id.
   *
   * @returns null when the order has nothing for it to look at, or not yet
   */
  readonly look: (order: AuditedOrder, moment: Moment) => readonly string[] | null
}
