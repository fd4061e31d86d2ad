import { isEntitled } from '../../../pack/order.ts'
import type { AuditedOrder, ListedSession } from '../audited-order.ts'
import { isPaid, movedLately, paymentOf, takenBack } from '../paid.ts'
import type { Moment, Rule } from '../rule.ts'

export const wronglyEntitled: Rule = {
  name: 'wrongly-entitled',
  about: 'a pack that is open and should not be, or the other way',
  look(order, moment) {
    const { state, sessionId, stripe } = order
    if (state === 'erased') return null
    if (!isEntitled(state) && state !== 'revoked') return unpaid(order)
    const session = stripe.sessions.find(({ id }) => id === sessionId)
    if (session === undefined || !isPaid(session))
      return [`is ${state}, and Stripe knows of no payment by ${sessionId}. Look at it there.`]
    return [...otherwisePaid(order, session), ...otherwiseOpen(order, session, moment)]
  },
}

function unpaid({ state, releases }: AuditedOrder): string[] | null {
  const [first] = releases
  return first === undefined ? null : [`has release ${first.version}, and is ${state}: not paid.`]
}

/** Whoever paid something else than was ordered has the pack by a person's word alone. */
function otherwisePaid(order: AuditedOrder, session: ListedSession): string[] {
  const { id, currency, amountSubtotal } = session
  const isOrdered = currency === order.currency && amountSubtotal === order.amount
  const isAccepted = order.unapplied.some((one) => one.session === id && one.isAccepted)
  return isOrdered || isAccepted
    ? []
    : [
        `was ordered for ${order.amount} ${order.currency} (minor units), ${id} is of ${amountSubtotal} ${currency}, and nobody accepted that.`,
      ]
}

function otherwiseOpen(order: AuditedOrder, session: ListedSession, { isPast }: Moment): string[] {
  if (movedLately(paymentOf(order, session), isPast)) return []
  const { state } = order
  const cause = takenBack(order, session)
  if (isEntitled(state) && cause !== null)
    return [`is ${state}, but its payment was taken back (${cause}).`]
  return state === 'revoked' && cause === null ? ['is revoked, but its payment stands.'] : []
}
