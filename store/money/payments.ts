import { sql } from 'kysely'
import type { OrderState } from '../../pack/order.ts'
import { lastLostRefund, lastRefund, type Payment } from '../../pack/payment.ts'
import type { Db } from '../database/database.ts'
import { post } from '../mail/outbox.ts'
import { raised, settled } from '../orders/attentions.ts'
import { advance, restore, revoke } from '../orders/orders.ts'
import { noteDisputes } from './dispute-answers.ts'

/** What a look at Stripe comes to. */
interface SeenPayment {
  /** The Checkout Session that was looked at. */
  readonly sessionId: string
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

/** Seconds after which whoever has not come for the pack is written to once more. */
const untilReminder = 86_400

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
     * @returns the states that the order moved to, none after a look that began later; null: the order
     * was paid in another session, or erased before anybody paid
     */
    settlePayment: (order: string, look: number, seen: SeenPayment): Promise<OrderState[] | null> =>
      db.transaction().execute(async (tx) => {
        const found = await tx
          .selectFrom('orders')
          .select(['state', 'session_id as session', 'looked', 'paid_at as paidAt'])
          .where('id', '=', order)
          // Of two looks that end together, one waits here.
          .forUpdate()
          .executeTakeFirstOrThrow()
        const isElsewhere = found.session !== null && found.session !== seen.sessionId
        if (isElsewhere && !unpaid.some((state) => state === found.state)) return null
        // Nothing can be made for it any more.
        if (found.state === 'erased' && found.paidAt === null) return null
        if (found.looked >= look) return []
        await keep(tx, order, look, seen)
        const states = await moved(tx, order, seen)
        // Nobody knows where to write to.
        if (found.state !== 'erased') await writeOf(tx, order, states, seen.payment)
        return states
      }),
  }
}

async function keep(db: Db, order: string, look: number, seen: SeenPayment) {
  const { sessionId, payment, attention } = seen
  await db
    .updateTable('orders')
    .set({
      looked: look,
      payment: payment && JSON.stringify(payment),
      session_id: sql`coalesce(session_id, ${sessionId})`,
      attentions: attention === null ? settled('payment') : raised('payment', attention),
    })
    .where('id', '=', order)
    .execute()
  if (payment !== null) await noteDisputes(db, order, payment)
}

async function writeOf(
  tx: Db,
  order: string,
  states: readonly OrderState[],
  payment: Payment | null,
): Promise<void> {
  if (states.includes('paid')) {
    await post(tx, { order, template: 'paid', version: 1 })
    await post(tx, { order, template: 'reminder', version: 1 }, untilReminder)
  }
  if (payment === null) return
  const [version, lost] = [lastRefund(payment), lastLostRefund(payment)]
  if (version > 0) await post(tx, { order, template: 'refunded', version })
  if (lost > 0) await post(tx, { order, template: 'refund-failed', version: lost })
}

async function moved(db: Db, order: string, seen: SeenPayment): Promise<OrderState[]> {
  const { isTakenBack, payment: _, attention: __, ...paid } = seen
  const isPaid = await advance(db, order, { from: unpaid, to: 'paid', ...paid })
  const last = isTakenBack ? await revoke(db, order) : await restore(db, order)
  return [...(isPaid ? (['paid'] as const) : []), ...last]
}
