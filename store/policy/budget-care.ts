import { sql } from 'kysely'
import type { BudgetDifference } from '../../pack/budget.ts'
import type { Db } from '../database/database.ts'

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
    select
      scope, case when scope in ('order', 'tier') then subject end as subject,
      starts_at as "startsAt", counted, reserved
    from budgets full join sums using (scope, subject, starts_at)
      left join orders on scope = 'order' and orders.id = subject,
      lateral (select ${amounts('budgets', null)} as counted) as of_budget,
      lateral (select ${amounts('sums', 0)} as reserved) as of_reservations
    where coalesce(frozen_at, starts_at) >= ${month} and counted <> reserved
    order by scope, starts_at, subject`.execute(db)
  return rows
}

/** As an object. @param none where there is no row */
function amounts(of: 'budgets' | 'sums', none: 0 | null) {
  const amount = (column: string) => sql`coalesce(${sql.ref(`${of}.${column}`)}, ${none}::bigint)`
  return sql`jsonb_build_object(
    'heldMicros', ${amount('held_micros')}, 'heldTokens', ${amount('held_tokens')},
    'usedMicros', ${amount('used_micros')}, 'usedTokens', ${amount('used_tokens')}
  )`
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
