import { describe, expect, it } from 'vitest'
import { post } from '../../store/mail/outbox.ts'
import { describeOnBoth } from '../databases.ts'
import { newRefund } from '../payments.ts'
import { newOrder } from '../store/new-order.ts'
import { at, lettersRig, paid } from './letters-rig.ts'

const minute = 60_000

const refund = (id: string, status: string, amount = 1_000) => newRefund({ id, amount, status })

describeOnBoth('letters', (database) => {
  const { db, outbox, orders, sender, paidOrder, subjects, messageIds, later, rowOf } =
    lettersRig(database)

  it('are written with what they tell, or not at all', async () => {
    const { id } = await orders().create(newOrder())
    await db().schema.alterTable('outbox').renameTo('lost').execute()
    const look = await orders().beginLook(id)
    const seen = {
      sessionId: `cs_${id}`,
      payment: paid,
      paidAt: at,
      amountPaid: 1,
      isTakenBack: false,
      attention: null,
    }
    await expect(orders().settlePayment(id, look, seen)).rejects.toThrow('outbox')
    await db().schema.alterTable('lost').renameTo('outbox').execute()
    expect((await orders().byId(id))?.state).toBe('awaiting-payment')
    await orders().settlePayment(id, look, seen)
    expect(await rowOf(id)).toMatchObject({ ending: null, tries: 0 })
  })

  it('go once, however often and by however many they are looked for', async () => {
    const { says } = await paidOrder()
    await says(paid)
    await Promise.all([sender().allDue(), sender().allDue(), sender().allDue()])
    expect(subjects()).toEqual(['paid'])
  })

  describe('of a pack that gets better', () => {
    it('within the grace are one: the first tells of it', async () => {
      const { publish } = await paidOrder()
      const { allDue } = sender(2 * minute)
      await publish(1)
      await publish(2)
      await allDue()
      expect(subjects()).toEqual([])
      await later(2 * 60)
      await allDue()
      await later(3_600)
      await allDue()
      expect(subjects()).toEqual(['paid'])
    })

    it('wait no longer than until the order is complete', async () => {
      const { id, publish } = await paidOrder()
      await publish(1)
      await publish(2)
      await orders().advance(id, { from: ['improving'], to: 'complete' })
      const { allDue } = sender(2 * minute)
      await allDue()
      expect(subjects()).toEqual(['paid'])
      await later(3_600)
      await allDue()
      expect(subjects()).toEqual(['paid'])
    })

    it('after the grace are two, and one for improvements that follow at once', async () => {
      const { publish } = await paidOrder()
      const { allDue } = sender(2 * minute)
      await publish(1)
      await later(2 * 60)
      await allDue()
      await publish(2)
      await publish(3)
      await later(2 * 60)
      await allDue()
      expect(messageIds().map((one) => one?.replace(/ord_\w+/, ''))).toEqual([
        '<.paid.1@shop.example>',
        '<.improved.3@shop.example>',
      ])
    })

    it('of a correction tells of what improves it at once', async () => {
      const { id, publish } = await paidOrder()
      await publish(1)
      const { allDue } = sender(2 * minute)
      await later(2 * 60)
      await allDue()
      await post(db(), { order: id, template: 'corrected', version: 2 })
      await publish(2)
      await publish(3)
      await later(2 * 60)
      await allDue()
      expect(subjects()).toEqual(['paid', 'corrected'])
    })

    it('wait for the first, which may be on its way and knows nothing of it', async () => {
      const { publish } = await paidOrder()
      await publish(1)
      const [claimed] = await outbox().claim(1, 0)
      await publish(2)
      const { allDue } = sender()
      await allDue()
      expect(subjects()).toEqual([])
      await outbox().sent(claimed!, 1)
      await allDue()
      expect(subjects()).toEqual(['improved'])
    })
  })

  describe('of money that goes back', () => {
    it('go once a refund, and none of a payment that is gone', async () => {
      const { says } = await paidOrder()
      await says({ ...paid, refunds: [refund('re_1', 'pending', 7_900)] }, true)
      await says({ ...paid, refunds: [refund('re_1', 'succeeded', 7_900)] }, true)
      await later(2 * 86_400)
      await sender().allDue()
      expect(subjects()).toEqual(['refunded'])
    })

    it('tell that a refund failed, once, and of the next one', async () => {
      const { says } = await paidOrder()
      await says({ ...paid, refunds: [refund('re_1', 'failed')] })
      await sender().allDue()
      await says({ ...paid, refunds: [refund('re_2', 'succeeded'), refund('re_1', 'failed')] })
      await sender().allDue()
      const told = messageIds().map((one) => one?.replace(/ord_\w+/, ''))
      // Those that are due together arrive in any order.
      expect(new Set(told)).toEqual(
        new Set([
          '<.paid.1@shop.example>',
          '<.refund-failed.1@shop.example>',
          '<.refunded.2@shop.example>',
        ]),
      )
      expect(told).toHaveLength(3)
    })
  })
})
