import type { OrderState } from '../../pack/order.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'
import type { Fulfil } from '../money/fulfil.ts'
import { NotApplicable } from './not-applicable.ts'

export interface CancelPorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    advance(id: string, step: { from: ['awaiting-payment']; to: 'expired' }): Promise<boolean>
  }
  readonly payments: {
    /** Does nothing to a session that is open no more. */
    expireSession(id: string): Promise<void>
  }
  readonly fulfil: Fulfil
}

/**
 * Closes the payment page of an order that nobody has paid for.
 *
 * @returns what became of it
 * @throws UnknownOrder, NotApplicable
 */
export function createCancel({ orders, payments, fulfil }: CancelPorts) {
  return async (id: string): Promise<string> => {
    const { state, sessionId, attentions } = await knownOrder(orders, id)
    if (state === 'awaiting-payment' && attentions.parked === undefined) await close(id, sessionId)
    const present = await knownOrder(orders, id)
    if (present.attentions.parked === undefined && closed.includes(present.state))
      return 'closed: it cannot be paid for any more'
    throw new NotApplicable(`${id} ${whyNot(present)}`)
  }

  async function close(id: string, sessionId: string | null) {
    if (sessionId === null) return orders.advance(id, { from: ['awaiting-payment'], to: 'expired' })
    await payments.expireSession(sessionId)
    // Somebody may have paid at the very moment.
    return fulfil(sessionId)
  }
}

const closed: readonly OrderState[] = ['expired', 'payment-failed']

function whyNot({ state, attentions, id }: StoredOrder): string {
  if (attentions.parked !== undefined)
    return `is parked, since money came for it: resume it, or give that back with npm run order -- refund-unapplied ${id}.`
  if (state === 'awaiting-payment')
    return 'could not be closed: Stripe keeps its payment page open.'
  if (state === 'payment-pending')
    return 'is being paid: a bank has been asked, and that cannot be called off; refund it once the money is here.'
  if (state === 'erased') return 'was erased, so there is nothing to cancel.'
  if (state === 'revoked') return 'is closed already: its payment went back.'
  return `is paid, so there is nothing to cancel; give the money back with npm run order -- refund ${id}.`
}
