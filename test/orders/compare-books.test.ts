import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { type BookDifference, createCompareBooks } from '../../orders/upkeep/compare-books.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { createPastCalls } from '../../store/calls/past-calls.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createBooks } from '../../store/policy/books.ts'
import { createRollups } from '../../store/policy/rollups.ts'
import { describeOnBoth } from '../databases.ts'
import { askRecord, attemptOf, newOrder } from '../store/new-order.ts'

describeOnBoth('the books', (database) => {
  const compare = async () => {
    const told: BookDifference[] = []
    const books = createBooks(database().db)
    const observe = { booksDiffer: (one: BookDifference) => void told.push(one) }
    await createCompareBooks({ books, observe })(new AbortController().signal)
    expect(await books.differences()).toEqual(told)
    return told
  }

  /** An order with an ask that was reserved for, made and settled. */
  async function spend(costMicros: number): Promise<string> {
    const { id } = await createOrderStore(database()).create(newOrder())
    await spendOn(id, costMicros)
    return id
  }

  async function spendOn(order: string, costMicros: number): Promise<void> {
    const { db } = database()
    const ask = askRecord()
    await sql`insert into reservations
      (id, order_id, customer, operation, tier, endpoint, made_at, expires_at, state,
       held_micros, held_tokens, used_micros, used_in, used_out)
      values (${ask.id}, ${order}, 'c', 'gdpr.risk-plan', '4b', 'e', now(), now(), 'open',
       9000, 9000, 0, 0, 0)`.execute(db)
    const attempts = [attemptOf({ id: randomUUID(), costMicros })]
    const key = { order, artefact: 'risk-plan', part: '', round: 1 }
    const settlement = { reservation: ask.id, micros: costMicros, tokensIn: 0, tokensOut: 0 }
    await createCalls(database()).close(key, { outcome: null, ask, attempts, log: [], settlement })
  }

  it('say the same of calls, reservations and margin, counted or not', async () => {
    await spend(1_234_567)
    expect(await compare()).toEqual([])
    await createRollups(database().db).roll(10)
    await spend(1)
    expect(await compare()).toEqual([])
  })

  it('that differ by a millionth of a euro are told, until they are right again', async () => {
    const order = await spend(1_000)
    const { db } = database()
    const plant = (micros: number) =>
      sql`update reservations set used_micros = used_micros + ${micros}
        where order_id = ${order}`.execute(db)
    await plant(1)
    expect(await compare()).toEqual([{ order, calls: 1_000, settled: 1_001, margin: 1_000 }])
    await plant(-1)
    expect(await compare()).toEqual([])
  })

  it('go on balancing when the rows of what is past are deleted, and on differing', async () => {
    const [right, wrong] = [await spend(700), await spend(800)]
    const { db } = database()
    await sql`update reservations set used_micros = 801 where order_id = ${wrong}`.execute(db)
    while ((await createRollups(db).roll(100)) > 0);
    const { clearCalls, clearReservations } = createPastCalls(db)
    const differences = [{ order: wrong, calls: 800, settled: 801, margin: 800 }]
    while ((await clearCalls(-1, 1)) > 0) expect(await compare()).toEqual(differences)
    while ((await clearReservations(-1, 1)) > 0) expect(await compare()).toEqual(differences)
    for (const table of ['attempts', 'reservations'] as const)
      expect(await db.selectFrom(table).select('id').execute()).toEqual([])
    await spendOn(right, 50)
    expect(await compare()).toEqual(differences)
    const margin = db.updateTable('margins').where('order_id', '=', wrong)
    await margin.set({ past_settled_micros: 800 }).execute()
    expect(await compare()).toEqual([])
  })

  it('that lost a call from an order’s margin are told', async () => {
    const order = await spend(500)
    const { db } = database()
    while ((await createRollups(db).roll(100)) > 0);
    await sql`update margins set inference_micros = 0 where order_id = ${order}`.execute(db)
    expect(await compare()).toEqual([{ order, calls: 500, settled: 500, margin: 0 }])
  })
})
