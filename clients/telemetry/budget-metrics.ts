import { Counter, Gauge, type Registry } from 'prom-client'
import type { BudgetDifference, ReservationRequest, Reserved } from '../../pack/budget.ts'
import type { BudgetScope } from '../../pack/reason.ts'
import type { Log } from '../log.ts'

export type BudgetMetrics = ReturnType<typeof createBudgetMetrics>

/** What the budgets let through, and what not. */
export function createBudgetMetrics(registry: Registry) {
  const counter = (name: string, help: string) =>
    new Counter({
      name: `packhorse_budget_${name}`,
      help,
      labelNames: ['scope'],
      registers: [registry],
    })
  return {
    reserved: counter('reserved_total', 'Calls let through, by the budgets that they draw on.'),
    settled: counter('settled_total', 'Calls that came to their end, by the same.'),
    refused: counter('refused_total', 'Calls that a hard limit had no room for.'),
    economy: counter('economy_total', 'Calls past a soft limit.'),
    differences: new Gauge({
      name: 'packhorse_budget_differences',
      help: 'Budgets that are not the sum of their reservations, as last counted.',
      registers: [registry],
    }),
  }
}

/** What happens to budgets, in metrics and in the log. */
export function observeBudgets(metrics: BudgetMetrics, log: Log) {
  return {
    reserved: (request: ReservationRequest) => countEach(metrics.reserved, request),
    settled: (request: ReservationRequest) => countEach(metrics.settled, request),
    overBudget(order: string, limit: { verdict: Reserved['verdict']; scope: BudgetScope }) {
      const isHard = limit.verdict === 'spent' || limit.verdict === 'held'
      if (isHard) metrics.refused.inc({ scope: limit.verdict === 'held' ? 'held' : limit.scope })
      else metrics.economy.inc({ scope: limit.scope })
      const said = isHard
        ? 'budget has no room for a call, so its part comes back without a text'
        : 'soft limit of a budget is past, so a call goes to the cheapest that can write it'
      log.info({ order, ...limit }, said)
    },
    expired(reservations: number) {
      log.warn({ reservations }, 'gave back what workers had reserved that died since')
    },
    unbalanced(budgets: readonly BudgetDifference[]) {
      metrics.differences.set(budgets.length)
      if (budgets.length > 0)
        log.error(
          { count: budgets.length, budgets: budgets.slice(0, 10) },
          'budgets are not the sum of their reservations, so they let through or refuse the wrong calls',
        )
    },
  }
}

/** A reservation draws on one budget of each scope, but on a firm's only where the firm is known. */
function countEach(
  counter: BudgetMetrics['reserved'],
  { limits, organisation }: ReservationRequest,
) {
  for (const { scope } of limits)
    if (scope !== 'organisation' || organisation !== null) counter.inc({ scope })
}
