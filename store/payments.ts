import { sql } from 'kysely'
import type { OrderState } from '../pack/order.ts'
import { lastRefund, type Payment } from '../pack/payment.ts'
import { raised, settled } from './attentions.ts'
import type { Db } from './database.ts'
import { noteDisputes } from './dispute-answers.ts'
import { advance, restore, revoke } from './orders.ts'
import { post } from './outbox.ts'

/** What a look at Stripe comes to. */
interface SeenPayment {
  /** Null where nothing was charged, as after a full discount. */
  readonly payment: Payment | null
  /** ISO 8601, UTC; the first one stands. */
  readonly paidAt: string
  /** Of the session: tax and discounts included, in minor units of the order's currency. */
  readonly amountPaid: number | null
  readonly isTakenBack: boolean
  /** What there is for a person to do about it; null: nothing. */
  readonly attention: string | null
}

const unpaid = ['awaiting-payment', 'payment-pending', 'payment-failed', 'expired'] as const

export function createPaymentStore(db: Db) {
  return {
    /** Numbers a look at Stripe, which may then ask: whoever has the higher number asked later. */
    async beginLook(order: string): Promise<number> {
      const { looks } = await db
        .updateTable('orders')
        .set({ looks: sql`looks + 1` })
        .where('id', '=', order)
        .returning('looks')
        .executeTakeFirstOrThrow()
      return looks
    },

    /**
     * Keeps what a look saw, puts the order where that puts it and writes to the customer of it, all
     * or nothing.
     *
     * @returns the states that the order moved to; none after a look that began later
     */
    settlePayment: (order: string, look: number, seen: SeenPayment): Promise<OrderState[]> =>
      db.transaction().execute(async (tx) => {
        if (!(await keep(tx, order, look, seen))) return []
        const states = await moved(tx, order, seen)
        await writeOf(tx, order, states, seen.payment)
        return states
      }),
  }
}

/** Also takes the order's lock: of two looks that end together, one waits here. */
async function keep(db: Db, order: string, look: number, { payment, attention }: SeenPayment) {
  const { numUpdatedRows } = await db
    .updateTable('orders')
    .set({
      looked: look,
      payment: payment && JSON.stringify(payment),
      attentions: attention === null ? settled('payment') : raised('payment', attention),
    })
    .where('id', '=', order)
    .where('looked', '<', look)
    .executeTakeFirst()
  if (numUpdatedRows > 0n && payment !== null) await noteDisputes(db, order, payment)
  return numUpdatedRows > 0n
}

async function writeOf(
  tx: Db,
  order: string,
  states: readonly OrderState[],
  payment: Payment | null,
): Promise<void> {
  if (states.includes('paid')) await post(tx, { order, template: 'paid', version: 1 })
  const version = payment === null ? 0 : lastRefund(payment)
  if (version > 0) await post(tx, { order, template: 'refunded', version })
}

async function moved(db: Db, order: string, seen: SeenPayment): Promise<OrderState[]> {
  const { paidAt, amountPaid, isTakenBack } = seen
  const isPaid = await advance(db, order, { from: unpaid, to: 'paid', paidAt, amountPaid })
  const last = isTakenBack ? await revoke(db, order) : await restore(db, order)
  return [...(isPaid ? (['paid'] as const) : []), ...last]
}
