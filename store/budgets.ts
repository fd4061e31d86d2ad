import { sql } from 'kysely'
import type { ReservationRequest, Reserved, ScopeLimits, Settlement } from '../pack/budget.ts'
import type { Db } from './database.ts'

/** A budget that is not the sum of its reservations. */
export interface BudgetDifference {
  readonly scope: string
  readonly startsAt: string
}

export function createBudgets(db: Db) {
  return {
    /** One statement; who asks at the same time waits for a lock at most. */
    async reserve(request: ReservationRequest): Promise<Reserved> {
      const { limits, routes } = request
      const { rows } = await sql<{ reserved: Reserved }>`
        select reserve_budget(
          ${json(reservationOf(request))}, ${json(sizeOf(request))},
          ${json(limits.map(limitRow))}, ${json(routes)}
        ) as reserved`.execute(db)
      return rows[0]!.reserved
    },

    ...kept(db),
  }
}

/** What upkeep asks. */
function kept(db: Db) {
  return {
    /** Gives back what one reservation holds that expired before that time. @returns 0: there is none */
    async expireOne(before: string): Promise<number> {
      const { rows } = await sql`
        select close_reservation(id, 'expired', 0, 0, 0) from (
          select id from reservations where state = 'open' and expires_at < ${before}::timestamptz
          limit 1 for update skip locked
        ) as dead`.execute(db)
      return rows.length
    },

    /** Of the budgets since the start of that month, those that differ from their reservations. */
    async differences(since: string): Promise<BudgetDifference[]> {
      const { rows } = await sql<BudgetDifference>`
        select scope, starts_at as "startsAt"
        from budgets full join budget_sums using (scope, subject, starts_at)
          left join orders on scope = 'order' and orders.id = subject
        where coalesce(frozen_at, starts_at) >= date_trunc('month', ${since}::timestamptz, 'UTC')
          and (budgets.held_micros, budgets.held_tokens, budgets.used_micros, budgets.used_tokens)
            is distinct from (
              coalesce(budget_sums.held_micros, 0), coalesce(budget_sums.held_tokens, 0),
              coalesce(budget_sums.used_micros, 0), coalesce(budget_sums.used_tokens, 0)
            )`.execute(db)
      return rows
    },

    /**
     * Of months before that one, forgets which calls were of one buyer or firm; and of earlier
     * hours, how full the endpoints were.
     */
    async forget(before: string): Promise<void> {
      const month = sql<string>`date_trunc('month', ${before}::timestamptz, 'UTC')`
      await db
        .with('minutes', (e) =>
          e
            .deleteFrom('endpoint_minutes')
            .where('minute', '<', sql<string>`now() - interval '1 hour'`),
        )
        .with('budgets_of_buyers', (e) =>
          e
            .deleteFrom('budgets')
            .where('scope', 'in', ['customer', 'organisation'])
            .where('starts_at', '<', month),
        )
        .updateTable('reservations')
        .set({ customer: null, organisation: null })
        .where('customer', 'is not', null)
        .where('made_at', '<', month)
        .execute()
    },
  }
}

/** For the last round trip of a call; told twice, or of a reservation that is not known, it changes nothing. */
export function settled(settlement: Settlement | undefined) {
  if (settlement === undefined) return sql<null>`null`
  const { reservation, micros, tokensIn, tokensOut } = settlement
  return sql<null>`close_reservation(
    ${reservation}::uuid, 'settled', ${micros}::bigint, ${tokensIn}::bigint, ${tokensOut}::bigint
  )`
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`

/** Keys are the table's columns. */
function reservationOf(request: ReservationRequest) {
  const { id, order, customer, organisation, operation, tier, madeAt, expiresAt } = request
  const unused = { state: 'open', used_micros: 0, used_in: 0, used_out: 0 }
  const times = { made_at: madeAt, expires_at: expiresAt }
  return { id, order_id: order, customer, organisation, operation, tier, ...times, ...unused }
}

function sizeOf({ tokens, firstTokens, price }: ReservationRequest) {
  return { ...tokens, first: firstTokens, price_in: price.in, price_out: price.out }
}

function limitRow({ scope, micros, tokens }: ScopeLimits) {
  return {
    scope,
    soft_micros: micros?.soft ?? null,
    hard_micros: micros?.hard ?? null,
    soft_tokens: tokens?.soft ?? null,
    hard_tokens: tokens?.hard ?? null,
  }
}
