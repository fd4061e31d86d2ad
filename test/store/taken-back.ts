import type { createPaymentStore } from '../../store/money/payments.ts'
import type { createOrderStore } from '../../store/orders/orders.ts'

type Orders = Pick<ReturnType<typeof createPaymentStore>, 'beginLook' | 'settlePayment'> &
  Partial<Pick<ReturnType<typeof createOrderStore>, 'byId'>>

/** The payment of the order went back. @returns the states that it moved to */
export const takeBack = (orders: Orders, id: string) => look(orders, id, true)

/** It came again. @returns the states that the order moved to */
export const giveBack = (orders: Orders, id: string) => look(orders, id, false)

async function look(orders: Orders, id: string, isTakenBack: boolean) {
  const sessionId = (await orders.byId?.(id))?.sessionId ?? `cs_${id}`
  const seen = { payment: null, paidAt: new Date().toISOString(), amountPaid: null }
  const number = await orders.beginLook(id)
  return orders.settlePayment(id, number, { ...seen, sessionId, isTakenBack, attention: null })
}
