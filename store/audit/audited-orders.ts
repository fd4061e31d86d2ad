import type { Db } from '../database/database.ts'
import { snapshot } from '../database/snapshot.ts'
import { type Sealed, wrappedOf } from '../sealing.ts'
import { bound, type Vault } from '../vault.ts'
import { createOpener } from './opener.ts'
import { booksOf } from './order-books.ts'
import { outcomesOf, readingsOf, releasesOf } from './sealed-facts.ts'
import { acceptedOf, erasuresOf, lettersOf, refundRequestsOf, unappliedOf } from './told-facts.ts'

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

    /** How many orders were frozen since then, and when the first was; null: none was. ISO 8601, UTC. */
    async extent(since: string): Promise<{ count: number; oldest: string | null }> {
      const { min, countAll } = db.fn
      const orders = db.selectFrom('orders').where('frozen_at', '>=', since)
      const extent = orders.select([min('frozen_at').as('oldest'), countAll<number>().as('count')])
      return extent.executeTakeFirstOrThrow()
    },
  }
}

function rows(db: Db) {
  return db
    .selectFrom('orders')
    .select(['id', 'state', 'revision', 'currency', 'amount', 'email', 'answers', 'attentions'])
    .select(['payment', 'frozen_at as frozenAt', 'paid_at as paidAt', 'session_id as sessionId'])
    .select(['refund_owed as refundOwed', wrappedOf('orders.id').as('wrapped')])
}

async function facts(db: Db, vault: Vault, asked: ReturnType<typeof rows>) {
  const orders = await asked.execute()
  const ids = orders.map(({ id }) => id)
  if (ids.length === 0) return []
  const opener = createOpener(vault)
  const outcomes = await outcomesOf(db, opener, ids)
  const readings = await readingsOf(db, opener, ids)
  const releases = await releasesOf(db, opener, ids)
  const letters = await lettersOf(db, ids)
  const refundRequests = await refundRequestsOf(db, ids)
  const unapplied = await unappliedOf(db, ids)
  const accepted = await acceptedOf(db, ids)
  const erasures = await erasuresOf(db, ids)
  const books = await booksOf(db, ids)
  return orders.map(({ wrapped, answers, ...order }) => {
    const opened = (name: string, sealed: Uint8Array) =>
      opener.open(order.id, { wrapped, bound: name, sealed })
    const email = opened(bound.email, order.email) as string | null
    opened(bound.answers(order.revision), answers)
    return {
      ...order,
      hasKey: wrapped !== null,
      unreadable: opener.shutOf(order.id),
      erasure: erasures.get(order.id)?.[0] ?? null,
      email,
      outcomes: outcomes.get(order.id) ?? [],
      readings: readings.get(order.id) ?? [],
      releases: releases.get(order.id) ?? [],
      letters: letters.get(order.id) ?? [],
      refundRequests: refundRequests.get(order.id) ?? [],
      unapplied: unapplied.get(order.id) ?? [],
      accepted: accepted.get(order.id) ?? [],
      books: books.get(order.id)!,
    }
  })
}
