import { type Sold, strainOf } from './costs.ts'
import { microsIn, minorUnitsIn } from './price.ts'
import type { PricePeriod, PriceReview } from './price-review.ts'
import type { ReviewCosts } from './review.ts'

/** Figures of a report, as its page and its command say them. */
type Line = readonly [name: string, ...figures: string[]]

export const soldHeads = [
  'Orders',
  'Left',
  'Taken',
  'Net price',
  'Fees',
  'Refunds',
  'Disputes',
  'Models',
  'Reviews',
] as const

export function soldLine(name: string, sold: Sold): Line {
  const { currency, fee } = sold
  const off = (minorUnits: number) => minorUnitsIn(-minorUnits, currency)
  return [
    `${name}, ${currency.toUpperCase()}`,
    String(sold.orders),
    microsIn(sold.marginMicros, currency),
    percentWords(sold.percent),
    minorUnitsIn(sold.price, currency),
    fee === null ? 'unknown' : off(fee),
    off(sold.refunded),
    off(sold.disputeLost + sold.disputeFees),
    microsIn(-sold.inferenceMicros, currency),
    microsIn(-sold.reviewMicros, currency),
  ]
}

export const percentWords = (percent: number) => `${percent.toFixed(1)} %`

/** How what fee, models and reviews took of a price is held against the plan; `''`: as planned. */
export function remarkOn(percent: number): string {
  const remarks = { within: '', strained: 'above plan', over: 'above buffer' } as const
  return remarks[strainOf(percent)]
}

/** What the sums leave out, a sentence each. */
export function leftOutWords({ currency, orders, feesUnknown, contested }: Sold): string[] {
  const fees = `The fees of ${feesUnknown} of ${orders} orders in ${currency.toUpperCase()} are not known, and not taken off.`
  const disputes = `Disputes over ${minorUnitsIn(contested, currency)} are undecided, and not taken off.`
  return [...(feesUnknown > 0 ? [fees] : []), ...(contested > 0 ? [disputes] : [])]
}

export const periodHeads = [
  'Orders',
  'Cost each',
  'Models each',
  'Above buffer',
  'Refunded',
  'Disputed',
] as const

/** Before the last review of our prices, and since. */
export function periodLines({ tier, currency, ...periods }: PriceReview['tiers'][number]): Line[] {
  return (['before', 'since'] as const).map((time) => {
    const { orders, ...period }: PricePeriod = periods[time]
    const each = (micros: number) => (orders === 0 ? '–' : microsIn(micros / orders, currency))
    return [
      `${tier}, ${currency.toUpperCase()}, ${time}`,
      String(orders),
      each(period.takenMicros),
      each(period.inferenceMicros),
      shareOf(period.overBuffer, orders),
      shareOf(period.refunded, orders),
      shareOf(period.disputed, orders),
    ]
  })
}

export function reviewLines(reviews: ReviewCosts): Line[] {
  const { open, oldest, dueIn, approved, edited, rejected, corrected, orders } = reviews
  const read = approved + edited + rejected
  const each = orders === 0 ? '–' : microsIn(reviews.costMicros / orders, 'eur')
  return [
    ['Open now', String(open)],
    ['The oldest is open for', duration(oldest)],
    ['The next is due in', duration(dueIn)],
    ['Read', String(read)],
    ['Edited', shareOf(edited, read)],
    ['Rejected', shareOf(rejected, read)],
    ['Corrected by customers later', shareOf(corrected, approved + edited)],
    ['Handed on', String(reviews.escalated)],
    ['Read by nobody in time', String(reviews.expired)],
    ['Half of the readings took at most', duration(reviews.medianSeconds)],
    ['Readings of unknown length, which cost nothing here', String(reviews.untimed)],
    ['Cost', microsIn(reviews.costMicros, 'eur')],
    ['Cost of an order that was read', each],
  ]
}

const shareOf = (count: number, of: number) => (of === 0 ? '–' : percentWords((count / of) * 100))

function duration(seconds: number | null): string {
  if (seconds === null) return '–'
  if (seconds < 120) return `${seconds.toFixed(0)} s`
  const minutes = seconds / 60
  return minutes < 120 ? `${minutes.toFixed(0)} min` : `${(minutes / 60).toFixed(0)} h`
}
