import { expect, it } from 'vitest'
import { createRefundRequests } from '../../store/money/refund-requests.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { describeOnBoth } from '../databases.ts'
import { newOrder } from './new-order.ts'

describeOnBoth('a refund that an operator approves', (database) => {
  const requests = () => createRefundRequests(database().db)
  const orders = () => createOrderStore(database())

  async function claimed() {
    const { id: order } = await orders().create(newOrder())
    const wanted = { order, purpose: 'operator-all', amount: 100 }
    await requests().approve([{ ...wanted, by: 'Ada' }])
    const [claim] = await requests().claim(1)
    return { claim: claim!, approve: () => requests().approve([{ ...wanted, by: 'Ben' }]) }
  }

  it('is not stopped by who looked at it before', async () => {
    const { claim, approve } = await claimed()
    await approve()
    await requests().stop(claim, 'It is above the limit.')
    expect(await requests().claim(1)).toEqual([{ ...claim, approvedBy: 'Ben' }])
    expect((await orders().byId(claim.order))?.attentions).toEqual({})
  })

  it('is not put off by who looked at it before', async () => {
    const { claim, approve } = await claimed()
    await approve()
    await requests().postpone(claim, 3_600, 'Stripe did not answer.')
    expect(await requests().claim(1)).toEqual([{ ...claim, approvedBy: 'Ben' }])
  })

  it('is begun anew after many tries', async () => {
    const { claim, approve } = await claimed()
    await requests().postpone(claim, 0, 'Stripe did not answer.')
    const [second] = await requests().claim(1)
    await requests().stop(second!, 'Stripe refused it.\0')
    expect((await orders().byId(claim.order))?.attentions.refund).toBe('Stripe refused it.')
    await approve()
    expect((await requests().claim(1))[0]?.tries).toBe(1)
    expect((await orders().byId(claim.order))?.attentions).toEqual({})
  })
})
