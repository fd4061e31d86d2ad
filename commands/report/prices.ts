import type { MoneyReport } from '../../pack/costs.ts'
import type { PriceReview } from '../../pack/price-review.ts'
import { periodHeads, periodLines } from '../../pack/report-words.ts'
import { table } from './table.ts'

/** What the endpoints charge, and what a review of our own prices looks at. */
export function priceLines({ prices, reviewDue, priceReview }: MoneyReport): string[] {
  const free = prices.filter((price) => price.in + price.out === 0)
  return [
    ...table(
      ['EUR a million tokens', 'in', 'out', 'since'],
      prices.map(({ endpoint, since, ...price }) => [
        endpoint,
        String(price.in),
        String(price.out),
        since.slice(0, 10),
      ]),
    ),
    ...(free.length === 0
      ? []
      : [
          `No price is set for ${free.map(({ endpoint }) => endpoint).join(', ')}, so its calls cost nothing here; set pricePerMTok in ENDPOINTS_FILE.`,
        ]),
    '',
    ...changeLines(priceReview),
    '',
    reviewDue === null
      ? 'No price review is due.'
      : `A price review is due: ${reviewDue}. Once it is made: npm run order -- review-prices --by NAME --why TEXT`,
  ]
}

function changeLines({ reviewedAt, changes, tiers }: PriceReview): string[] {
  return [
    reviewedAt === null
      ? 'Our prices were never reviewed.'
      : `Since our prices were last reviewed, on ${reviewedAt.slice(0, 10)}, and before`,
    ...changes.map(
      ({ endpoint, from, to, since }) =>
        `${endpoint}: in ${from.in} → ${to.in}, out ${from.out} → ${to.out} since ${since.slice(0, 10)}`,
    ),
    ...table(
      ['tier', ...periodHeads.map((head) => head.toLowerCase())],
      tiers.flatMap(periodLines),
    ),
  ]
}
