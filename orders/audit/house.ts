import type { BudgetDifference } from '../../pack/budget.ts'
import type { BudgetScope } from '../../pack/reason.ts'
import type { Finding } from './findings.ts'
import { inEuros } from './in-euros.ts'

/** Sums over all orders. */
export interface HouseSums {
  /** Calls that were counted, and their micros, by day and by order. */
  readonly byDay: Counted
  readonly byOrder: Counted
  /** Budgets that differ from their reservations. */
  readonly differing: readonly BudgetDifference[]
  /** Budgets that are no order's and spent more than they may, beyond what no limit could know. */
  readonly overspent: readonly Overspent[]
}

interface Counted {
  readonly calls: number
  readonly micros: number
}

export interface Overspent {
  readonly scope: BudgetScope
  readonly startsAt: string
  readonly usedMicros: number
  readonly limitMicros: number
}

/** What is wrong with the house as a whole, and no order's. */
export function lookAtSums({ byDay, byOrder, differing, overspent }: HouseSums): Finding[] {
  const isEven = byDay.calls === byOrder.calls && byDay.micros === byOrder.micros
  const uneven = `By day ${byDay.calls} calls of ${inEuros(byDay.micros)} were counted, by order ${byOrder.calls} of ${inEuros(byOrder.micros)}.`
  return [
    ...(isEven ? [] : [{ rule: 'books', order: null, what: uneven }]),
    ...differing.map(differs),
    ...overspent.map((budget) => ({ rule: 'over-budget', order: null, what: over(budget) })),
  ]
}

function differs({ scope, subject, startsAt, counted, reserved }: BudgetDifference): Finding {
  const sums = `counts ${JSON.stringify(counted)}, its reservations come to ${JSON.stringify(reserved)}.`
  return scope === 'order'
    ? { rule: 'books', order: subject, what: `has a budget that ${sums}` }
    : { rule: 'books', order: null, what: `The budget of a ${scope} since ${startsAt} ${sums}` }
}

function over({ scope, startsAt, usedMicros, limitMicros }: Overspent): string {
  return `The budget of a ${scope} since ${startsAt} spent ${inEuros(usedMicros)}, of ${inEuros(limitMicros)} that it may.`
}
