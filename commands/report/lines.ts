import type { MoneyReport, NamedSpend } from '../../pack/costs.ts'
import { reviewLines } from '../../pack/report-words.ts'
import { marginLines } from './margins.ts'
import { priceLines } from './prices.ts'
import { table } from './table.ts'

/** A report as a person reads it. */
export function linesOf(report: MoneyReport): string[] {
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
    ...table(['texts that people read', ''], reviewLines(report.reviews)),
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
  return [name, ...counts, mean, (rest.costMicros / 1_000_000).toFixed(4)]
}
