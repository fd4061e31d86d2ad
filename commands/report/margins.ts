import { buffer, type MoneyReport, type OrderMoney, type Sold } from '../../pack/costs.ts'
import { microsIn, minorUnitsIn } from '../../pack/price.ts'
import {
  leftOutWords,
  percentWords,
  remarkOn,
  soldHeads,
  soldLine,
} from '../../pack/report-words.ts'
import { table } from './table.ts'

/** What is left of the prices, by tier, pack and day. */
export function marginLines(report: MoneyReport): string[] {
  const { margins, marginTotals, marginsByPack, marginsByDay, overBuffer } = report
  const named = (rows: MoneyReport['marginsByDay']) => rows.map((row) => rowOf(row.name, row))
  const all = marginTotals.map((row) => rowOf('all', row))
  const blocks = [
    ['tier', [...margins.map((row) => rowOf(row.tier, row)), ...all]],
    ['pack', named(marginsByPack)],
    ['day', named(marginsByDay)],
  ] as const
  return [
    'Orders paid in this time, without tax',
    ...blocks.flatMap(([kind, rows]) => ['', ...table([kind, ...heads], rows)]),
    '',
    `Fee, models and reviews may take ${buffer.planned} % of a net price, and ${buffer.most} % at most.`,
    ...marginTotals.flatMap(leftOutWords),
    ...overBuffer.map(overLine),
  ]
}

const heads = [...soldHeads.map((head) => head.toLowerCase()), '']

const rowOf = (name: string, sold: Sold) => [...soldLine(name, sold), remarkOn(sold.percent)]

function overLine({ order, currency, fee, inferenceMicros, reviewMicros, percent }: OrderMoney) {
  const charged = fee === null ? 'an unknown fee' : `the fee ${minorUnitsIn(fee, currency)}`
  const [models, reviews] = [inferenceMicros, reviewMicros].map((one) => microsIn(one, currency))
  return `${order}: models took ${models}, reviews ${reviews} and ${charged}, ${percentWords(percent)} of its price`
}
