import { sql } from 'kysely'
import { payForNoOrder } from './lasting.ts'
import { dbOf, type Plant, stored } from './plant.ts'

/** A refund request that says so of itself. */
export const request =
  (columns: { done_at?: string; stopped?: string }): Plant =>
  async (shop, order) => {
    const key = { order_id: order, purpose: 'operator-100' }
    await dbOf(shop)
      .insertInto('refund_requests')
      .values({ ...key, amount: 100, ...columns })
      .execute()
    return () => dbOf(shop).deleteFrom('refund_requests').where('order_id', '=', order).execute()
  }

export const refundByRecord: Plant = async (shop, order) => {
  const { payment } = await stored(shop, order)
  const refund = { id: 're_none', amount: 100, status: 'succeeded', purpose: null, created: '' }
  const write = (kept: object | null) =>
    dbOf(shop)
      .updateTable('orders')
      .set({ payment: JSON.stringify(kept) })
      .where('id', '=', order)
      .execute()
  await write({ ...payment, refunds: [refund] })
  return () => write(payment)
}

/** Somebody else's payment, which was made. */
export const paidByOther: Plant = async (shop, order) => {
  const { sessionId } = await stored(shop, order)
  const pay = (session: string | null) =>
    dbOf(shop).updateTable('orders').set({ session_id: session }).where('id', '=', order).execute()
  await pay((await payForNoOrder(shop)).session)
  return () => pay(sessionId)
}

export const budgetOf =
  (micros: number): Plant =>
  async (shop, order) => {
    const change = (by: number) =>
      sql`update budgets set used_micros = used_micros + ${by}
      where scope = 'order' and subject = ${order}`.execute(dbOf(shop))
    await change(micros)
    return () => change(-micros)
  }

/** Three euros that every book has alike. */
export const spendTooMuch: Plant = async (shop, order) => {
  const spend = (micros: number) =>
    sql`
      with spent as (
        update attempts set cost_micros = cost_micros + ${micros}
        where id = (select id from attempts where order_id = ${order} order by id limit 1)
        returning *
      ), rolled as (
        update margins set inference_micros = inference_micros + ${micros}
        where order_id in (select order_id from spent where rolled)
      ), by_day as (
        update rollups as r set cost_micros = r.cost_micros + ${micros}
        from spent as s
        where s.rolled and r.day = (s.started_at at time zone 'UTC')::date
          and (r.operation, r.tier, r.endpoint, r.model) = (s.operation, s.tier, s.endpoint, s.model)
      ), reserved as (
        update reservations as r set
          used_micros = used_micros + ${micros}, held_micros = held_micros + ${micros}
        where id = (select ask_id from spent)
        returning r as reservation
      )
      update budgets as b set used_micros = b.used_micros + ${micros}
      from reserved, budgets_of(reservation) as d
      where (b.scope, b.subject, b.starts_at) = (d.scope, d.subject, d.starts_at)`.execute(
      dbOf(shop),
    )
  await spend(3_000_000)
  return () => spend(-3_000_000)
}
