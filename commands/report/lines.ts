import type { Margin, NamedSpend } from '../../pack/costs.ts'
import { buffer, strainOf } from '../../pack/costs.ts'
import { formatMoney } from '../../pack/price.ts'
import type { Report } from '../../site/report.ts'
import { table } from './table.ts'

/** A report as a person reads it. */
export function linesOf(report: Report): string[] {
  const { days, total, byDay, byTier, byOperation, byEndpoint } = report
  const blocks = [
    ['day', byDay],
    ['tier', byTier],
    ['operation', byOperation],
    ['endpoint', byEndpoint],
  ] as const
  return [
    `Model calls of ${days === 1 ? 'today' : `the last ${days} days`}, UTC`,
    ...blocks.flatMap(([name, rows]) => ['', ...spent(name, [...rows, total])]),
    '',
    ...marginLines(report),
    '',
    ...priceLines(report),
  ]
}

const columns = ['calls', 'used', 'tokens in', 'out', 'cached', 'mean s', 'EUR']

function spent(name: string, rows: readonly NamedSpend[]): string[] {
  return table([name, ...columns], rows.map(spendRow))
}

function spendRow({ name, calls, accepted, tokensIn, tokensOut, ...rest }: NamedSpend): string[] {
  const mean = calls > 0 ? (rest.seconds / calls).toFixed(1) : '–'
  const counts = [calls, accepted, tokensIn, tokensOut, rest.tokensCached].map(String)
  return [name, ...counts, mean, euros(rest.costMicros)]
}

const euros = (micros: number) => (micros / 1_000_000).toFixed(4)

const words = { within: '', strained: 'more than planned', over: 'more than the buffer' } as const

function marginLines({ margins, overBuffer }: Report): string[] {
  const headings = ['orders paid', 'number', 'net price', 'models EUR', '%', '']
  return [
    ...table(headings, margins.map(marginRow)),
    `Models and the fee of a payment may take ${buffer.planned} % of a net price, and ${buffer.most} % at most.`,
    ...overBuffer.map(
      ({ order, inferenceMicros, percent }) =>
        `${order}: models took ${euros(inferenceMicros)} EUR, ${percent.toFixed(1)} % of its price`,
    ),
  ]
}

function marginRow(margin: Margin): string[] {
  const { tier, currency, orders, price, inferenceMicros, percent } = margin
  const share = [percent.toFixed(2), words[strainOf(percent)]]
  return [tier, String(orders), formatMoney(price, currency), euros(inferenceMicros), ...share]
}

function priceLines({ prices, reviewDue }: Report): string[] {
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
    reviewDue === null
      ? 'No price review is due.'
      : `A price review is due: ${reviewDue}. Once it is made: npm run order -- review-prices --by NAME --why TEXT`,
  ]
}
