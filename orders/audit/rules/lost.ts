import { isAsked, isPaid, takenBack } from '../paid.ts'
import type { Rule } from '../rule.ts'

/** A person who was asked is not forgotten: a parked order waits for a word. */
export const lost: Rule = {
  name: 'lost',
  about: 'paid for, and nothing delivered',
  look(order, { isPast }) {
    const paid = order.stripe.sessions.filter(isPaid)
    const due = paid.filter(({ created }) => isPast(order.paidAt ?? created))
    if (due.length === 0) return null
    if (order.releases.length > 0 || order.attentions.parked !== undefined) return []
    const owed = due.find(
      (session) => takenBack(order, session) === null && !isAsked(order, session.id),
    )
    return owed === undefined
      ? []
      : [
          `was paid by ${owed.id}, and has no pack; it is ${order.state}. Look at its run, then retry it.`,
        ]
  },
}
