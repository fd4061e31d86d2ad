import type { Currency, Tier } from './order.ts'

/** Calls of models, added up; tokens and money as the ledger has them. */
export interface Spend {
  readonly calls: number
  /** Those whose text was used. */
  readonly accepted: number
  /** Those with tokens of our own estimate. */
  readonly estimated: number
  readonly tokensIn: number
  readonly tokensOut: number
  /** Of `tokensIn`. */
  readonly tokensCached: number
  /** Summed. */
  readonly seconds: number
  /** Millionths of a euro. */
  readonly costMicros: number
}

/** A part of the whole spend: of a day, a tier, an operation, an endpoint. */
export interface NamedSpend extends Spend {
  readonly name: string
}

/** What an order sold for, and what of it the models took. */
export interface OrderCost {
  readonly order: string
  readonly tier: Tier
  readonly currency: Currency
  /** Net, minor units. */
  readonly price: number
  readonly inferenceMicros: number
  /** What taking the payment cost, minor units; null until it is known. */
  readonly fee: number | null
}

/** Orders of one kind that were paid in the time. */
export interface Margin extends Omit<OrderCost, 'order'> {
  readonly orders: number
  /** Of the price, what inference and fee took. */
  readonly percent: number
}

export interface OverBuffer extends OrderCost {
  readonly percent: number
}

/** The price of a token as an endpoint has it, in euros per million. */
export interface EndpointPrice {
  readonly endpoint: string
  readonly in: number
  readonly out: number
  /** ISO 8601, UTC. */
  readonly since: string
}

/** What an operator reads of money; all of one moment. */
export interface Costs {
  /** Days back, today included. */
  readonly days: number
  readonly total: NamedSpend
  readonly byDay: readonly NamedSpend[]
  readonly byTier: readonly NamedSpend[]
  readonly byOperation: readonly NamedSpend[]
  readonly byEndpoint: readonly NamedSpend[]
  readonly margins: readonly Margin[]
  /** The dearest first; those that took more than the whole buffer. */
  readonly overBuffer: readonly OverBuffer[]
}

/** Percent of the net price that inference and payment may take: as planned, and at the very most. */
export const buffer = { planned: 20, most: 30 } as const

export type Strain = 'within' | 'strained' | 'over'

export function strainOf(percent: number): Strain {
  if (percent > buffer.most) return 'over'
  return percent > buffer.planned ? 'strained' : 'within'
}

export const microsPerMinorUnit = 10_000

/**
 * Percent of a price that inference and fee take. A pound counts as a euro: it is worth more, so
 * that the share of an order in pounds is a little less than said.
 */
export function percentTaken({ price, inferenceMicros, fee }: Omit<OrderCost, 'order'>): number {
  const taken = inferenceMicros / microsPerMinorUnit + (fee ?? 0)
  return price > 0 ? (taken / price) * 100 : 0
}
