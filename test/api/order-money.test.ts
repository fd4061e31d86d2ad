import { expect, it } from 'vitest'
import type { OrderMoney } from '../../pack/costs.ts'
import { createReadDossier } from '../../site/dossier.ts'
import { describeInShops } from './reconcile-rig.ts'

/** Of a payment by card of 79 euros: 1.5 % and 25 cents. */
const fee = 144

describeInShops('the money of an order', (rig) => {
  const moneyOf = async (order: string): Promise<OrderMoney> => {
    const dossier = await createReadDossier(rig().shop.site)(order)
    return dossier!.money!
  }
  const left = async (order: string) => (await moneyOf(order)).marginMicros / 10_000

  it('is nothing before it is paid, and the price without the fee after', async () => {
    const { shop, paid } = rig()
    const { order } = await shop.order()
    expect((await createReadDossier(shop.site)(order))?.money).toBeNull()
    const bought = await paid()
    expect(await moneyOf(bought.order)).toMatchObject({ price: 7_900, fee, refunded: 0 })
    expect(await left(bought.order)).toBe(7_900 - fee)
  })

  it('is less by what went back, and again more where a bank sent that back', async () => {
    const { shop, paid } = rig()
    const { order, intent } = await paid()
    const { id } = await shop.bank.refund(intent, 2_000)
    await expect.poll(() => left(order)).toBe(5_900 - fee)
    await shop.bank.refundBecomes(id, 'failed')
    await expect.poll(() => left(order)).toBe(7_900 - fee)
  })

  it('is less by the fee of a dispute at once, and by its sum once it is lost', async () => {
    const { shop, paid } = rig()
    const { order, intent } = await paid()
    const { id } = await shop.bank.dispute(intent)
    await expect.poll(() => moneyOf(order)).toMatchObject({ contested: 7_900, disputeFees: 2_000 })
    expect(await left(order)).toBe(7_900 - fee - 2_000)
    await shop.bank.disputeBecomes(id, 'lost')
    await expect.poll(() => moneyOf(order)).toMatchObject({ contested: 0, disputeLost: 7_900 })
    expect(await left(order)).toBe(-fee - 2_000)
  })

  it('costs nothing by an inquiry, and its fee by a dispute that is won', async () => {
    const { shop, paid } = rig()
    const { order, intent } = await paid()
    const { id } = await shop.bank.dispute(intent, 'warning_needs_response')
    await expect.poll(async () => (await rig().stored(order)).attentions).toHaveProperty('payment')
    expect(await moneyOf(order)).toMatchObject({ contested: 0, disputeFees: 0, fee })
    await shop.bank.disputeBecomes(id, 'needs_response')
    await expect.poll(() => moneyOf(order)).toMatchObject({ contested: 7_900, disputeFees: 2_000 })
    await shop.bank.disputeBecomes(id, 'won')
    await expect.poll(() => moneyOf(order)).toMatchObject({ contested: 0, disputeLost: 0 })
    expect(await left(order)).toBe(7_900 - fee - 2_000)
  })

  it('whose fee Stripe does not know yet says so, and has it when it is looked at again', async () => {
    const { shop, paid, kinds } = rig()
    await shop.bank.fees({ known: 'false' })
    const { order } = await paid()
    expect(await moneyOf(order)).toMatchObject({ fee: null, marginMicros: 79_000_000 })
    await shop.bank.fees({ known: 'true' })
    expect(await kinds(order)).toEqual([])
    expect(await moneyOf(order)).toMatchObject({ fee })
  })

  it('has the fee in its own currency, where Stripe pays out in another', async () => {
    const { shop, paid } = rig()
    await shop.bank.fees({ currency: 'usd', rate: '1.25' })
    const { order, intent } = await paid()
    await shop.bank.dispute(intent)
    await expect.poll(() => moneyOf(order)).toMatchObject({ fee, disputeFees: 2_000 })
    await shop.bank.fees({})
  })

  it('goes on without the fee where our key may not know it', async () => {
    const { faulty, stored, payments, paid } = rig()
    const { order, intent } = await paid()
    faulty.meets((path) => (path.includes('latest_charge') ? 403 : 'pass'))
    const { fees, ...payment } = await payments.retrievePayment(intent)
    expect(fees).toBeUndefined()
    const { fees: known, ...before } = (await stored(order)).payment!
    expect([known, payment]).toEqual([{ payment: fee, disputes: 0 }, before])
  })
})
