import { buffer, strainOf } from '../../pack/costs.ts'
import { formatMoney } from '../../pack/price.ts'
import { table } from '../report/table.ts'
import type { Plan, TierPlan } from './plan.ts'
import { remarksOn } from './remarks.ts'
import { gainOfDoubling } from './sizes.ts'

/** A plan as a person reads it. */
export function linesOf(plan: Plan, assumptions: readonly string[]): string[] {
  return [
    'Taken as given',
    ...assumptions.map((said) => `  ${said}`),
    `  Twice the GPUs write ${gainOfDoubling} times as much (assumed). A text that has no place within the time below stays standard text until its next round; 99 of 100 shall have one.`,
    '',
    ...table(['', ...plan.tiers.map(({ tier, model }) => `${tier}, ${model}`)], rowsOf(plan)),
    '',
    ...remarksOn(plan),
  ]
}

type Row = readonly [string, (plan: TierPlan) => string]

const rows: readonly Row[] = [
  ['orders in the busiest hour', ({ ordersPerHour }) => digits(ordersPerHour)],
  ['texts of an order', ({ order }) => digits(order.texts)],
  ['of them not reused', ({ order }) => digits(order.written)],
  ['calls for these', ({ order }) => digits(order.calls)],
  [
    'tokens of a call, in and out',
    ({ order }) =>
      `${whole(order.tokensIn / order.calls)}, ${whole(order.tokensOut / order.calls)}`,
  ],
  ['seconds of a text at its server', ({ seconds }) => digits(seconds)],
  ['calls at a time, of one server', ({ size }) => whole(size.slots)],
  ['taken on average', ({ standing }) => digits(standing.busy * standing.places)],
  ['', () => ''],
  ['needed', sizeInWords],
  ['with the spare', spareInWords],
  ['busy, of its time', ({ standing }) => `${whole(standing.busy * 100)} %`],
  ['wait of 99 in 100 texts, s', ({ standing }) => digits(standing.wait99 ?? Infinity)],
  ['longest that may be, s', ({ bounds }) => digits(bounds.queue)],
  ['first useful answer, 99 %, s', usefulInWords],
  ['carries, orders a day', ({ carries }) => whole(Math.floor(carries))],
  ['', () => ''],
  ['a month, EUR', ({ cost }) => whole(cost.month)],
  ['an order, EUR', ({ cost }) => cost.order.toFixed(2)],
  ['and its payment', ({ cost }) => (cost.fee / 100).toFixed(2)],
  ['net price', ({ cost }) => formatMoney(cost.price, 'eur')],
  [`% of it (${buffer.planned} planned, ${buffer.most} at most)`, shareInWords],
]

function rowsOf({ tiers }: Plan): string[][] {
  return rows.map(([name, cell]) => [name, ...tiers.map(cell)])
}

function sizeInWords({ model, size }: TierPlan): string {
  if (model === '4b') return `${size.servers} × 4b`
  return size.growth === 1 ? '1 × 32b' : `1 × 32b, GPUs × ${size.growth}`
}

function spareInWords({ size }: TierPlan): string {
  return `${size.servers + 1}`
}

/** At the latest: nothing of the order is reused, and all that is there before it is served first. */
function usefulInWords({ standing, seconds }: TierPlan): string {
  return digits((standing.wait99 ?? Infinity) + seconds)
}

const strains = { within: '', strained: ', more than planned', over: ', too much' } as const

function shareInWords({ cost }: TierPlan): string {
  return `${cost.percent.toFixed(1)}${strains[strainOf(cost.percent)]}`
}

const whole = (value: number) => String(Math.round(value))
const digits = (value: number) => String(Number(value.toPrecision(2)))
