import { sql } from 'kysely'
import type { BudgetDifference } from '../../pack/budget.ts'
import type { BudgetScope } from '../../pack/reason.ts'
import type { Db } from '../database/database.ts'
import { snapshot } from '../database/snapshot.ts'
import { budgetCare } from '../policy/budget-care.ts'

/** Micros that a budget of a scope may come to. */
export type Limits = Readonly<Partial<Record<BudgetScope, number>>>

interface HouseSums {
  readonly byDay: Counted
  readonly byOrder: Counted
  readonly differing: readonly BudgetDifference[]
  readonly overspent: readonly Overspent[]
}

interface Counted {
  readonly calls: number
  readonly micros: number
}

interface Overspent {
  readonly scope: BudgetScope
  readonly startsAt: string
  readonly usedMicros: number
  readonly limitMicros: number
}

/** Sums over all orders, of one moment. */
export function houseSums(db: Db, limits: Limits): Promise<HouseSums> {
  return snapshot(db, async (at) => ({
    byDay: await counted(at, 'rollups', 'cost_micros'),
    byOrder: await counted(at, 'margins', 'inference_micros'),
    differing: await budgetCare(at).differences(new Date().toISOString()),
    overspent: await overspent(at, limits),
  }))
}

async function counted(db: Db, table: 'rollups' | 'margins', micros: string): Promise<Counted> {
  const { rows } = await sql<Counted>`
    select
      coalesce(sum(calls), 0)::bigint as calls,
      coalesce(sum(${sql.ref(micros)}), 0)::bigint as micros
    from ${sql.table(table)}`.execute(db)
  return rows[0]!
}

/** Budgets past their limit by more than their calls came to beyond what was held for them. */
async function overspent(db: Db, limits: Limits): Promise<Overspent[]> {
  const { rows } = await sql<Overspent>`
    select
      b.scope, b.starts_at as "startsAt", b.used_micros as "usedMicros", "limitMicros"
    from budgets as b
      join jsonb_to_recordset(${JSON.stringify(rowsOf(limits))}::jsonb)
        as allowed (scope text, "limitMicros" bigint) using (scope),
      lateral (
        select coalesce(sum(greatest(r.used_micros - r.held_micros, 0)), 0) as micros
        from reservations as r, budgets_of(r) as d
        where b.used_micros > "limitMicros"
          and (d.scope, d.subject, d.starts_at) = (b.scope, b.subject, b.starts_at)
      ) as excess
    where b.scope <> 'order' and b.used_micros > "limitMicros" + excess.micros`.execute(db)
  return rows
}

function rowsOf(limits: Limits) {
  return Object.entries(limits).map(([scope, limitMicros]) => ({ scope, limitMicros }))
}
