import type { Limit } from '../../pack/budget.ts'
import type { ModelTier } from '../../pack/order.ts'
import type { BudgetScope } from '../../pack/reason.ts'

/** What draws on which budgets, of a shop with few of each. */
export interface Draw {
  readonly order: string
  readonly customer: string
  readonly organisation: string | null
  readonly tier: ModelTier
  /** ISO 8601, UTC. */
  readonly madeAt: string
}

export type Command =
  | { readonly type: 'reserve'; readonly draw: Draw; readonly micros: number }
  /** `which`: of the reservations that were let through, counted round. */
  | { readonly type: 'settle'; readonly which: number; readonly share: number }
  | { readonly type: 'expire'; readonly which: number }

export type Limits = Readonly<Partial<Record<BudgetScope, Limit>>>

interface Held {
  readonly draw: Draw
  readonly micros: number
  state: 'open' | 'settled' | 'expired'
  used: number
}

/**
 * The law of budgets without counters and locks: every sum is added up anew from the reservations.
 * What the database answers is held against it.
 */
export function createBudgetModel(limits: Limits) {
  const reservations: Held[] = []
  const scopes = (['customer', 'order', 'organisation', 'tier'] as const).filter((s) => limits[s])

  const sumsOf = (scope: BudgetScope, draw: Draw) => {
    const key = budgetOf(scope, draw)
    const mine = reservations.filter((one) => budgetOf(scope, one.draw) === key)
    const held = mine.filter(({ state }) => state === 'open').map(({ micros }) => micros)
    return { used: sum(mine.map(({ used }) => used)), held: sum(held) }
  }

  const verdictOn = (scope: BudgetScope, draw: Draw, micros: number) => {
    const { soft, hard } = limits[scope]!
    const { used, held } = sumsOf(scope, draw)
    if (micros > hard) return 'held'
    if (used + micros > hard) return 'spent'
    if (used + held + micros > hard) return 'held'
    return used + micros > soft ? 'economy' : 'admitted'
  }

  return {
    reservations,

    reserve(draw: Draw, micros: number) {
      const drawn = scopes.filter((scope) => budgetOf(scope, draw) !== null)
      const verdicts = drawn.map((scope) => ({ scope, verdict: verdictOn(scope, draw, micros) }))
      for (const verdict of ['spent', 'held', 'economy'] as const) {
        // Scopes are in their order, and the tier's is the last: the others are for ever.
        const found = verdicts.find((one) => one.verdict === verdict)
        if (found) return found
      }
      reservations.push({ draw, micros, state: 'open', used: 0 })
      return { verdict: 'admitted', scope: null }
    },

    settle(which: number, used: number) {
      const held = reservations[which]!
      if (held.state !== 'settled') Object.assign(held, { state: 'settled', used })
    },

    expire(which: number) {
      const held = reservations[which]!
      if (held.state === 'open') held.state = 'expired'
    },

    /** Spent and held together, of each budget that anything draws on, with its hard limit. */
    totals() {
      return reservations.flatMap(({ draw }) =>
        scopes
          .filter((scope) => budgetOf(scope, draw) !== null)
          .map((scope) => {
            const { used, held } = sumsOf(scope, draw)
            return { scope, total: used + held, hard: limits[scope]!.hard }
          }),
      )
    },
  }
}

function budgetOf(scope: BudgetScope, draw: Draw): string | null {
  if (scope === 'order') return draw.order
  if (scope === 'customer') return `${draw.customer} ${draw.madeAt.slice(0, 10)}`
  if (scope === 'tier') return `${draw.tier} ${draw.madeAt.slice(0, 13)}`
  return draw.organisation && `${draw.organisation} ${draw.madeAt.slice(0, 7)}`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
