import { isEntitled } from '../../../pack/order.ts'
import type { AuditedOrder, ListedSession } from '../audited-order.ts'
import { isPaid, paymentOf, takenBack } from '../paid.ts'
import type { Moment, Rule } from '../rule.ts'

export const wronglyEntitled: Rule = {
  name: 'wrongly-entitled',
  about: 'a pack that is open and should not be, or the other way',
  look(order, moment) {
    const { state, sessionId, stripe } = order
    if (!isEntitled(state) && state !== 'revoked') return null
    const session = stripe.sessions.find(({ id }) => id === sessionId)
    if (session === undefined || !isPaid(session))
      return [`is ${state}, and Stripe knows of no payment by ${sessionId}. Look at it there.`]
    if (movedLately(order, session, moment)) return null
    const cause = takenBack(order, session)
    if (isEntitled(state) && cause !== null)
      return [`is ${state}, but its payment was taken back (${cause}).`]
    return state === 'revoked' && cause === null ? ['is revoked, but its payment stands.'] : []
  },
}

/** What we may not have heard of yet. */
function movedLately(order: AuditedOrder, session: ListedSession, { isPast }: Moment): boolean {
  const { refunds, disputes } = paymentOf(order, session)
  return [...refunds, ...disputes].some(({ created }) => !isPast(created))
}
