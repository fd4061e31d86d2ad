import { sql } from 'kysely'
import type { ReservationRequest, Reserved, ScopeLimits, Settlement } from '../../pack/budget.ts'
import type { Db } from '../database/database.ts'
import { budgetCare } from './budget-care.ts'

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

    ...budgetCare(db),
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
