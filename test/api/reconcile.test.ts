import { setTimeout as sleep } from 'node:timers/promises'
import Stripe from 'stripe'
import { describe, expect, it, vi } from 'vitest'
import type { OrderState } from '../../pack/order.ts'
import { choose, counted, otherSession } from './calls.ts'
import { ago, describeInShops } from './reconcile-rig.ts'

describeInShops('a reconciliation', (rig) => {
  const repaired = () => counted(rig().shop, 'reconciled_total', { kind: 'repaired' })
  const becomes = (token: string, state: OrderState) =>
    rig().shop.until(token, (now) => now.state === state)

  describe('brings an order to where its payment is whose event was lost:', () => {
    it.each<[outcome: string, then: OrderState]>([
      ['paid', 'paid'],
      ['expired', 'expired'],
      ['async-paid', 'payment-pending'],
    ])('of a page that ended with “%s”, and tells of it once', async (outcome, state) => {
      const { shop, loseEvents, kinds, stateOf } = rig()
      const { order, url } = await shop.order()
      await loseEvents()
      await choose(url, outcome)
      const before = await repaired()
      expect(await kinds(order)).toEqual(['lost-event', 'repaired'])
      expect(await stateOf(order)).toBe(state)
      expect(await repaired()).toBe(before + 1)
      expect(await kinds(order)).toEqual([])
    })

    it.each<[outcome: string, then: OrderState]>([
      ['async-paid', 'paid'],
      ['async-failed', 'payment-failed'],
    ])('of a bank debit that 30 days later is %s', async (outcome, state) => {
      const { shop, loseEvents, change, payments, stored, atOnce, stateOf } = rig()
      const { order, token, url } = await shop.order()
      await choose(url, outcome)
      await becomes(token, 'payment-pending')
      await loseEvents()
      const { sessionId } = await stored(order)
      await vi.waitUntil(async () => isSettled(await payments.retrieveSession(sessionId!)), 10_000)
      await change(order, { frozen_at: ago(30 * 86_400) })
      await atOnce({ atOnce: true, all: true, from: nothingListed })
      expect(await stateOf(order)).toBe(state)
    })

    it('of a refund, and of its failure', async () => {
      const { shop, paid, loseEvents, kinds, stateOf } = rig()
      const { order, intent } = await paid()
      await loseEvents()
      const { id } = await shop.bank.refund(intent)
      expect(await kinds(order)).toEqual(['repaired'])
      expect(await stateOf(order)).toBe('revoked')
      await shop.bank.refundBecomes(id, 'failed')
      expect(await kinds(order)).toEqual(['repaired'])
      expect(await stateOf(order)).toBe('paid')
    })

    it('of a dispute, of its loss, and of its end after an appeal', async () => {
      const { shop, paid, loseEvents, findings, stored, stateOf } = rig()
      const { order, intent } = await paid()
      await loseEvents()
      const { id } = await shop.bank.dispute(intent)
      await findings()
      expect((await stored(order)).attentions.payment).toContain(id)
      await shop.bank.disputeBecomes(id, 'lost')
      await findings()
      expect(await stateOf(order)).toBe('revoked')
      await shop.bank.disputeBecomes(id, 'won')
      await findings()
      expect(await stateOf(order)).toBe('paid')
    })

    it('of an early fraud warning, and of its end', async () => {
      const { shop, paid, loseEvents, findings, stored } = rig()
      const { order, intent } = await paid()
      await loseEvents()
      const { id } = await shop.bank.warn(intent)
      await findings()
      expect((await stored(order)).attentions.payment).toContain(id)
      await shop.bank.warningEnds(id)
      await findings()
      expect((await stored(order)).attentions.payment).toBeUndefined()
    })

    it('of a dispute that is listed no more, and was thought to be over', async () => {
      const { shop, paid, loseEvents, atOnce, stored } = rig()
      const { order, token, intent } = await paid()
      const { id } = await shop.bank.dispute(intent)
      await expect.poll(async () => (await stored(order)).attentions.payment).toContain(id)
      await shop.bank.disputeBecomes(id, 'won')
      await expect.poll(async () => (await stored(order)).attentions).toEqual({})
      await sleep(1_100)
      await loseEvents()
      await shop.bank.disputeBecomes(id, 'lost')
      const found = await atOnce({ atOnce: true, all: true, from: ago(0) })
      const ofIt = found.filter(({ what }) => what.includes(id))
      expect(ofIt).toMatchObject([{ kind: 'lost-event' }])
      await becomes(token, 'revoked')
    })

    it('of a session that the process died before it had kept, and follows its refund', async () => {
      const { shop, change, loseEvents, kinds, findings, stateOf } = rig()
      const { order, url } = await shop.order()
      await change(order, { session_id: null })
      await loseEvents()
      await choose(url, 'paid')
      expect(await kinds(order)).toEqual(['lost-event', 'repaired'])
      await shop.bank.refund(await shop.intentOf(order))
      await findings()
      expect(await stateOf(order)).toBe('revoked')
    })
  })

  it('does not tell of an event that may be on its way, and brings the order on all the same', async () => {
    const { shop, loseEvents, reconcile, stateOf } = rig()
    const { order, url } = await shop.order()
    await loseEvents()
    await choose(url, 'paid')
    const turn = await reconcile(undefined, 0)
    expect(turn?.findings.filter((one) => one.order === order)).toEqual([])
    expect(await stateOf(order)).toBe('paid')
  })

  it('finds every session of an order that we do not have, and leaves alone what is not ours', async () => {
    const { findings } = rig()
    await Promise.all(Array.from({ length: 120 }, (_, n) => session({ order: `ord_lost_${n}` })))
    await session({})
    const unknown = (await findings()).filter(({ kind }) => kind === 'unknown-order')
    expect(unknown).toHaveLength(120)
    expect(new Set(unknown.map(({ order }) => order)).size).toBe(120)
  })

  it('leaves an order that is paid twice as it is, and asks for a person', async () => {
    const { shop, paid, loseEvents, findings, stored } = rig()
    const { order, intent } = await paid()
    await loseEvents()
    await choose(await otherSession(shop, order), 'paid')
    await findings()
    const { state, payment, attentions } = await stored(order)
    expect([state, payment?.intent]).toEqual(['paid', intent])
    expect(attentions['paid-twice']).toMatch(/^79.00 EUR were paid for this order once more/)
  })

  it('says where an order’s session is of another account', async () => {
    const { shop, change, kinds } = rig()
    const { order } = await shop.order()
    await change(order, { session_id: `cs_live_${order}` })
    expect(await kinds(order)).toEqual(['unknown-session'])
    await change(order, { state: 'expired' })
    expect(await kinds(order)).toEqual([])
  })

  describe('of two at once:', () => {
    it('one has the turn', async () => {
      const { shop, reconcile } = rig()
      await shop.site.reconciliation.end(ago(60), 0)
      const turns = await Promise.all([reconcile({}), reconcile({})])
      expect(turns.filter((turn) => turn === null)).toHaveLength(1)
      expect(turns.find(Boolean)).toMatchObject({ hasMore: false })
      expect(await reconcile({})).toBeNull()
    })

    it('where both were told to, each order is repaired once', async () => {
      const { shop, loseEvents, findings } = rig()
      await loseEvents()
      const orders = await Promise.all(Array.from({ length: 12 }, () => shop.order()))
      await Promise.all(orders.map(({ url }) => choose(url, 'paid')))
      const found = (await Promise.all([findings(), findings()])).flat()
      for (const { order } of orders) {
        const kinds = found.filter((one) => one.order === order).map(({ kind }) => kind)
        expect(kinds.sort()).toEqual(['lost-event', 'repaired'])
      }
    })
  })

  function session(metadata: Stripe.MetadataParam) {
    const { stripe, publicUrl } = rig().shop
    const at = { host: '127.0.0.1', port: stripe.port, protocol: 'http' } as const
    const price_data = { currency: 'eur', unit_amount: 1, product_data: { name: 'x' } }
    return new Stripe('sk_test_1', at).checkout.sessions.create({
      mode: 'payment',
      metadata,
      line_items: [{ quantity: 1, price_data }],
      success_url: publicUrl,
    })
  }
})

const isSettled = (session: { paymentStatus: string; paymentFailed: boolean } | null) =>
  session?.paymentStatus === 'paid' || session?.paymentFailed

/** Everything so far was created before. */
const nothingListed = new Date(Date.now() + 86_400_000).toISOString()
