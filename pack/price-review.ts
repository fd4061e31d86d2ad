import type { Currency, Tier } from './order.ts'

export interface PriceChange {
  readonly endpoint: string
  /** ISO 8601, UTC. */
  readonly since: string
  /** Euros per million tokens. */
  readonly from: { readonly in: number; readonly out: number }
  readonly to: { readonly in: number; readonly out: number }
}

/** What decides whether somebody has to look at our prices. Times are ISO 8601, UTC. */
export interface PriceWatch {
  /** When the first price of any endpoint was seen; null: none was. */
  readonly firstSeen: string | null
  readonly reviewedAt: string | null
  /** The review before that. */
  readonly reviewedBefore: string | null
  /** Newest first. */
  readonly changes: readonly PriceChange[]
}

/** Orders that were paid in a time, each sum over all of them. */
export interface PricePeriod {
  readonly orders: number
  /** Fee, inference and review, in millionths of the currency. */
  readonly takenMicros: number
  /** Of that. */
  readonly inferenceMicros: number
  /** Orders that took more than the whole buffer, had money go back, were disputed. */
  readonly overBuffer: number
  readonly refunded: number
  readonly disputed: number
}

/** What has changed since our prices were reviewed last. */
export interface PriceReview {
  /** The last review, and the one before it: between them is the time that is compared. Null: there was none. */
  readonly reviewedAt: string | null
  readonly reviewedBefore: string | null
  /** Newest first. */
  readonly changes: readonly PriceChange[]
  readonly tiers: readonly {
    readonly tier: Tier
    readonly currency: Currency
    readonly before: PricePeriod
    readonly since: PricePeriod
  }[]
}

/** Those that nobody has reviewed. */
export function changesSince({ reviewedAt, changes }: PriceWatch): PriceChange[] {
  return changes.filter(({ since }) => reviewedAt === null || since > reviewedAt)
}

/**
 * Why our prices have to be reviewed now, in a sentence; null: they need not. They are held against
 * what models cost each quarter, and when that changes.
 */
export function reviewDue(watch: PriceWatch, now: Date): string | null {
  const { firstSeen, reviewedAt } = watch
  const last = reviewedAt ?? firstSeen
  if (last === null) return null
  const [change] = changesSince(watch)
  if (change !== undefined) return inWords(change)
  if (now.getTime() < quarterAfter(last)) return null
  return reviewedAt === null
    ? `no price review was made since ${dayOf(last)}, when the first model was used`
    : `the last price review was on ${dayOf(last)}, and one is due each quarter`
}

function inWords({ endpoint, since, from, to }: PriceChange): string {
  const words = (price: PriceChange['to']) => `${price.in} in, ${price.out} out`
  return `a million tokens of ${endpoint} cost ${words(to)} euros since ${dayOf(since)}, and ${words(from)} before`
}

const dayOf = (time: string) => time.slice(0, 10)

function quarterAfter(time: string): number {
  const date = new Date(time)
  return date.setUTCMonth(date.getUTCMonth() + 3)
}
