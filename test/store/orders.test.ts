import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createUnfinished } from '../../store/orders/unfinished.ts'
import { describeOnBoth } from '../databases.ts'
import { newOrder } from './new-order.ts'
import { giveBack, takeBack } from './taken-back.ts'

describeOnBoth('order store', (database) => {
  const store = () => createOrderStore(database())
  const money = () => createPaymentStore(database().db)
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
    const tries = Array.from({ length: 20 }, () =>
      store().advance(order.id, { from: ['awaiting-payment'], to: 'paid' }),
    )
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
  })

  it('moves an order on from the states that are named, and no other', async () => {
    const order = await store().create(newOrder())
    expect(await store().advance(order.id, { from: ['improving'], to: 'complete' })).toBe(false)
    expect((await store().byId(order.id))?.state).toBe('awaiting-payment')
  })

  it('takes no step that no order ever takes', async () => {
    const { id } = await store().create(newOrder())
    const step = { from: ['revoked'], to: 'improving' } as const
    await expect(store().advance(id, step)).rejects.toThrow('never goes from revoked to improving')
  })

  it('shows an order that a process of 0.1.0 parks, until that process goes on with it', async () => {
    const { id } = await store().create(newOrder())
    await store().raise(id, 'review', 'a partial refund')
    const attentions = async () => (await store().byId(id))?.attentions
    // As 0.1.0 writes it.
    const set = (attention: string | null, note: string | null) =>
      sql`update orders set attention = ${attention}, attention_note = ${note} where id = ${id}`
    await set('parked', 'The currency differs.').execute(database().db)
    expect(await attentions()).toEqual({
      review: 'a partial refund',
      parked: 'The currency differs.',
    })
    await set(null, null).execute(database().db)
    expect(await attentions()).toEqual({ review: 'a partial refund' })
  })

  it.each(['paid', 'improving', 'complete'] as const)(
    'gives a revoked order back as %s, where it stood',
    async (state) => {
      const { id } = await store().create(newOrder())
      const present = async () => (await store().byId(id))?.state
      await store().advance(id, { from: ['awaiting-payment'], to: 'paid' })
      if (state !== 'paid') await store().advance(id, { from: ['paid'], to: 'improving' })
      if (state === 'complete') await store().advance(id, { from: ['improving'], to: 'complete' })
      expect([await takeBack(money(), id), await takeBack(money(), id)]).toEqual([['revoked'], []])
      expect(await present()).toBe('revoked')
      expect([await giveBack(money(), id), await giveBack(money(), id)]).toEqual([[state], []])
      expect(await present()).toBe(state)
    },
  )

  it('revokes at once what was refunded before anybody looked', async () => {
    const { id } = await store().create(newOrder())
    expect(await takeBack(money(), id)).toEqual(['paid', 'revoked'])
    expect((await store().byId(id))?.state).toBe('revoked')
  })

  describe('attention', () => {
    const asked = async (id: string) => (await store().byId(id))?.attentions

    it('is a set with a reason each', async () => {
      const { id } = await store().create(newOrder())
      await store().raise(id, 'review', 'A text is to be read.')
      await store().raise(id, 'parked', 'It cannot be built.')
      await store().raise(id, 'parked', 'It still cannot be built.')
      const review = 'A text is to be read.'
      expect(await asked(id)).toEqual({ parked: 'It still cannot be built.', review })
      await store().settle(id, 'parked')
      expect(await asked(id)).toEqual({ review })
    })

    it('to a parked order is over when the order moves on', async () => {
      const { id } = await store().create(newOrder())
      await store().raise(id, 'parked', 'Another currency was paid.')
      await store().raise(id, 'review', 'A text is to be read.')
      await store().advance(id, { from: ['awaiting-payment'], to: 'paid' })
      expect(await asked(id)).toEqual({ review: 'A text is to be read.' })
    })
  })

  it('keeps the time of payment to the millisecond, in UTC', async () => {
    const order = await store().create(newOrder())
    await store().advance(order.id, {
      from: ['awaiting-payment'],
      to: 'paid',
      paidAt: '2026-11-21T23:59:59.987Z',
    })
    expect((await store().byId(order.id))?.paidAt).toBe('2026-11-21T23:59:59.987Z')
  })

  it('lists orders that are paid and not complete, oldest payment first', async () => {
    const late = await store().create(newOrder())
    const early = await store().create(newOrder())
    const unpaid = await store().create(newOrder())
    await store().advance(late.id, {
      from: ['awaiting-payment'],
      to: 'paid',
      paidAt: '2001-01-02T00:00:00.000Z',
    })
    await store().advance(early.id, {
      from: ['awaiting-payment'],
      to: 'paid',
      paidAt: '2001-01-01T00:00:00.000Z',
    })
    const first = await paid().unfinished(null, 1)
    const second = await paid().unfinished(first[0] ?? null, 1)
    expect([...first, ...second].map(({ id }) => id)).toEqual([early.id, late.id])
    const rest = await paid().unfinished(second[0] ?? null, 100)
    expect(rest.map(({ id }) => id)).not.toContain(unpaid.id)
    expect(await paid().undelivered()).toMatchObject({
      order: early.id,
      paidAt: '2001-01-01T00:00:00.000Z',
      seconds: expect.closeTo((Date.now() - Date.parse('2001-01-01')) / 1_000, -2),
    })
  })
})
