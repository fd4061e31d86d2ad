import { sql } from 'kysely'
import type { Db } from './database.ts'

/** A budget that is not the sum of its reservations. */
export interface BudgetDifference {
  readonly scope: string
  readonly startsAt: string
}

/** What upkeep asks of budgets. */
export function budgetCare(db: Db) {
  return {
    /** Gives back what one reservation holds that expired before that time. @returns 0: there is none */
    expireOne: (before: string) => expireOne(db, before),
    /** Of the budgets since the start of that month, those that differ from their reservations. */
    differences: (since: string) => differences(db, since),
    /**
     * Forgets of up to `limit` reservations of months before that one whose they were, and all
     * budgets of those months but the orders’; and of earlier hours, how full the endpoints were.
     * @returns how many it forgot
     */
    forget: (before: string, limit: number) => forget(db, before, limit),
  }
}

async function expireOne(db: Db, before: string): Promise<number> {
  const { rows } = await sql`
    select close_reservation(id, 'expired', 0, 0, 0) from (
      select id from reservations where state = 'open' and expires_at < ${before}::timestamptz
      limit 1 for update skip locked
    ) as dead`.execute(db)
  return rows.length
}

async function differences(db: Db, since: string): Promise<BudgetDifference[]> {
  const month = monthOf(since)
  const { rows } = await sql<BudgetDifference>`
    with sums as (
      select
        scope, subject, starts_at,
        coalesce(sum(r.held_micros) filter (where state = 'open'), 0) as held_micros,
        coalesce(sum(r.held_tokens) filter (where state = 'open'), 0) as held_tokens,
        sum(r.used_micros) as used_micros,
        sum(r.used_in + r.used_out) as used_tokens
      from reservations as r, budgets_of(r)
      -- None is made for an order before it is frozen.
      where r.made_at >= ${month}
      group by scope, subject, starts_at
    )
    select scope, starts_at as "startsAt"
    from budgets full join sums using (scope, subject, starts_at)
      left join orders on scope = 'order' and orders.id = subject
    where coalesce(frozen_at, starts_at) >= ${month}
      and (budgets.held_micros, budgets.held_tokens, budgets.used_micros, budgets.used_tokens)
        is distinct from (
          coalesce(sums.held_micros, 0), coalesce(sums.held_tokens, 0),
          coalesce(sums.used_micros, 0), coalesce(sums.used_tokens, 0)
        )`.execute(db)
  return rows
}

async function forget(db: Db, before: string, limit: number): Promise<number> {
  const month = monthOf(before)
  const { numUpdatedRows } = await db
    .with('minutes', (e) =>
      e.deleteFrom('endpoint_minutes').where('minute', '<', sql<string>`now() - interval '1 hour'`),
    )
    .with('past_budgets', (e) =>
      e.deleteFrom('budgets').where('scope', '<>', 'order').where('starts_at', '<', month),
    )
    .updateTable('reservations')
    .set({ customer: null, organisation: null })
    .where('id', 'in', (e) =>
      e
        .selectFrom('reservations')
        .select('id')
        .where('customer', 'is not', null)
        .where('made_at', '<', month)
        .limit(limit),
    )
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Its start, UTC. */
const monthOf = (time: string) => sql<string>`date_trunc('month', ${time}::timestamptz, 'UTC')`
