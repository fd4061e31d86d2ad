import type { Db } from '../database/database.ts'
import { type Sealed, wrappedOf } from '../sealing.ts'
import { bound, type Vault } from '../vault.ts'
import { booksOf } from './order-books.ts'
import { outcomesOf, releasesOf } from './sealed-facts.ts'
import { snapshot } from './snapshot.ts'
import { acceptedOf, lettersOf, refundRequestsOf, unappliedOf } from './told-facts.ts'

/** All that is written down of orders, for who holds it against others; reads alone. */
export function createAuditedOrders({ db, vault }: Sealed) {
  const factsOf = (where: (of: ReturnType<typeof rows>) => ReturnType<typeof rows>) =>
    snapshot(db, (at) => facts(at, vault, where(rows(at))))

  return {
    /** The next `limit` orders after that id that were frozen since then, by their ids, of one moment. */
    page: (after: string, limit: number, since: string) =>
      factsOf((orders) =>
        orders.where('id', '>', after).where('frozen_at', '>=', since).orderBy('id').limit(limit),
      ),

    async one(id: string) {
      const [found] = await factsOf((orders) => orders.where('id', '=', id))
      return found
    },

    /** When the first order was frozen that was since then; null: none was. ISO 8601, UTC. */
    async oldest(since: string): Promise<string | null> {
      const { min } = db.fn
      const orders = db.selectFrom('orders').where('frozen_at', '>=', since)
      const row = await orders.select(min('frozen_at').as('at')).executeTakeFirstOrThrow()
      return row.at ?? null
    },
  }
}

function rows(db: Db) {
  return db
    .selectFrom('orders')
    .select(['id', 'state', 'revision', 'email', 'attentions', 'payment'])
    .select(['frozen_at as frozenAt', 'paid_at as paidAt', 'session_id as sessionId'])
    .select(['refund_owed as refundOwed', wrappedOf('orders.id').as('wrapped')])
}

async function facts(db: Db, vault: Vault, asked: ReturnType<typeof rows>) {
  const orders = await asked.execute()
  const ids = orders.map(({ id }) => id)
  if (ids.length === 0) return []
  const outcomes = await outcomesOf({ db, vault }, ids)
  const releases = await releasesOf({ db, vault }, ids)
  const letters = await lettersOf(db, ids)
  const refundRequests = await refundRequestsOf(db, ids)
  const unapplied = await unappliedOf(db, ids)
  const accepted = await acceptedOf(db, ids)
  const books = await booksOf(db, ids)
  return orders.map(({ wrapped, email, ...order }) => ({
    ...order,
    email: wrapped && (vault.open(order.id, wrapped, bound.email, email) as string),
    outcomes: outcomes.get(order.id) ?? [],
    releases: releases.get(order.id) ?? [],
    letters: letters.get(order.id) ?? [],
    refundRequests: refundRequests.get(order.id) ?? [],
    unapplied: unapplied.get(order.id) ?? [],
    accepted: accepted.get(order.id) ?? [],
    books: books.get(order.id)!,
  }))
}
