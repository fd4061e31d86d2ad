import { paidSession, takenBack } from '../paid.ts'
import type { Rule } from '../rule.ts'

/** A person who was asked is not forgotten: a parked order waits for a word. */
export const lost: Rule = {
  name: 'lost',
  about: 'paid for, and nothing delivered',
  look(order, { isPast }) {
    const session = paidSession(order)
    if (session === null || !isPast(order.paidAt ?? session.created)) return null
    const isAsked = order.attentions.parked !== undefined
    if (order.releases.length > 0 || isAsked || takenBack(order, session) !== null) return []
    return [
      `was paid by ${session.id}, and has no pack; it is ${order.state}. Look at its run, then retry it.`,
    ]
  },
}
