import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { createOrderStore } from '../../store/orders.ts'
import { createUnfinished } from '../../store/unfinished.ts'
import { describeOnBoth } from '../databases.ts'
import { newOrder } from './new-order.ts'

describeOnBoth('order store', (database) => {
  const store = () => createOrderStore(database().db)
  const paid = () => createUnfinished(database().db)

  it('gives an order back as it was frozen', async () => {
    const order = newOrder()
    const { idempotencyKey, ...frozen } = order
    await store().create(order)
    expect(await store().byId(order.id)).toMatchObject({ ...frozen, state: 'awaiting-payment' })
  })

  it('gives the first order back for an idempotency key that came twice', async () => {
    const first = newOrder({ idempotencyKey: randomBytes(8).toString('hex') })
    await store().create(first)
    const second = await store().create({ ...newOrder(), idempotencyKey: first.idempotencyKey })
    expect(second.id).toBe(first.id)
  })

  it('moves an order on once, whoever else tries at the same time', async () => {
    const order = await store().create(newOrder())
    const tries = Array.from({ length: 20 }, () => store().advance(order.id, 'paid'))
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
  })

  it('never moves an order to a state that its present one does not lead to', async () => {
    const order = await store().create(newOrder())
    expect(await store().advance(order.id, 'complete')).toBe(false)
    expect((await store().byId(order.id))?.state).toBe('awaiting-payment')
  })

  it('keeps the time of payment to the millisecond, in UTC', async () => {
    const order = await store().create(newOrder())
    await store().advance(order.id, 'paid', { paidAt: '2026-11-21T23:59:59.987Z' })
    expect((await store().byId(order.id))?.paidAt).toBe('2026-11-21T23:59:59.987Z')
  })

  it('lists orders that are paid and not complete, oldest payment first', async () => {
    const late = await store().create(newOrder())
    const early = await store().create(newOrder())
    const unpaid = await store().create(newOrder())
    await store().advance(late.id, 'paid', { paidAt: '2001-01-02T00:00:00.000Z' })
    await store().advance(early.id, 'paid', { paidAt: '2001-01-01T00:00:00.000Z' })
    const ids = (await paid().unfinished(100)).map(({ id }) => id)
    expect(ids.filter((id) => [late.id, early.id, unpaid.id].includes(id))).toEqual([
      early.id,
      late.id,
    ])
    expect(await paid().oldestUndelivered()).toBe('2001-01-01T00:00:00.000Z')
  })
})
