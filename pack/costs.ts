import type { Currency, Tier } from './order.ts'
import type { PriceReview } from './price-review.ts'
import type { ReviewCosts } from './review.ts'

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

/**
 * What was sold, and what of it went. Minor units of the currency, tax left out; what models and
 * people cost in millionths of a euro, whatever the currency.
 */
export interface Money {
  readonly currency: Currency
  /** Net, and never more than was paid. */
  readonly price: number
  /** What taking the payment cost; null until it is known. */
  readonly fee: number | null
  /** Of the price, what went back to the customer. */
  readonly refunded: number
  /** Of the price, what a bank took for good; and what disputes cost, whoever won. */
  readonly disputeLost: number
  readonly disputeFees: number
  /** Of the price, what a bank may still take; not taken off. */
  readonly contested: number
  readonly inferenceMicros: number
  /** What people who read its texts cost. */
  readonly reviewMicros: number
}

/** The same with what is left of it. */
export interface MoneyLeft extends Money {
  /** Millionths of the currency. */
  readonly marginMicros: number
  /** Of the price, what was planned for: fee, inference and review. */
  readonly percent: number
}

export interface OrderMoney extends MoneyLeft {
  readonly order: string
  readonly tier: Tier
}

/** Orders that were paid in the time, in one currency. */
export interface Sold extends MoneyLeft {
  readonly orders: number
  /** Those whose fee is not known, and not in the sum. */
  readonly feesUnknown: number
}

export interface Margin extends Sold {
  readonly tier: Tier
}

/** Of a pack, or of a day. */
export interface NamedMargin extends Sold {
  readonly name: string
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
  /** One a currency. */
  readonly marginTotals: readonly Sold[]
  readonly marginsByPack: readonly NamedMargin[]
  /** By the day on which the orders were paid, UTC, the newest first. */
  readonly marginsByDay: readonly NamedMargin[]
  /** The dearest first; those that took more than the whole buffer. */
  readonly overBuffer: readonly OrderMoney[]
  readonly reviews: ReviewCosts
}

/** What `npm run report` prints and `/ops/money` shows. */
export interface MoneyReport extends Costs {
  /** What the endpoints charge. */
  readonly prices: readonly EndpointPrice[]
  /** Why our own prices have to be reviewed now; null: they need not. */
  readonly reviewDue: string | null
  /** What a review of them looks at. */
  readonly priceReview: PriceReview
}

/** Percent of the net price that inference, review and payment may take: as planned, and at the very most. */
export const buffer = { planned: 20, most: 30 } as const

export type Strain = 'within' | 'strained' | 'over'

export function strainOf(percent: number): Strain {
  if (percent > buffer.most) return 'over'
  return percent > buffer.planned ? 'strained' : 'within'
}

export const microsPerMinorUnit = 10_000

/**
 * Percent of a price that fee, inference and review take. A pound counts as a euro: it is worth
 * more, so that the share of an order in pounds is a little less than said.
 */
export function percentTaken({
  price,
  fee,
  inferenceMicros,
  reviewMicros,
}: Pick<Money, 'price' | 'fee' | 'inferenceMicros' | 'reviewMicros'>): number {
  const taken = (inferenceMicros + reviewMicros) / microsPerMinorUnit + (fee ?? 0)
  return price > 0 ? (taken / price) * 100 : 0
}

/** Millionths of the currency that are left of a price. A fee that is not known is not taken off. */
export function marginOf(money: Omit<Money, 'currency' | 'contested'>): number {
  const { price, fee, refunded, disputeLost, disputeFees, inferenceMicros, reviewMicros } = money
  const kept = price - (fee ?? 0) - refunded - disputeLost - disputeFees
  return kept * microsPerMinorUnit - inferenceMicros - reviewMicros
}

export function withMargin<M extends Money>(money: M): M & MoneyLeft {
  return { ...money, marginMicros: marginOf(money), percent: percentTaken(money) }
}
