import type { createPaymentStore } from '../../store/payments.ts'

type Orders = Pick<ReturnType<typeof createPaymentStore>, 'beginLook' | 'settlePayment'>

/** The payment of the order went back. @returns the states that it moved to */
export const takeBack = (orders: Orders, id: string) => look(orders, id, true)

/** It came again. @returns the states that the order moved to */
export const giveBack = (orders: Orders, id: string) => look(orders, id, false)

async function look(orders: Orders, id: string, isTakenBack: boolean) {
  const seen = {
    sessionId: `cs_${id}`,
    payment: null,
    paidAt: new Date().toISOString(),
    amountPaid: null,
  }
  const number = await orders.beginLook(id)
  return orders.settlePayment(id, number, { ...seen, isTakenBack, attention: null })
}
