import { inEuros } from '../in-euros.ts'
import type { Rule } from '../rule.ts'

/**
 * What is reserved never passes a hard limit. What is spent may, by what calls came to beyond what was
 * held for them (decision 410): so much is allowed.
 */
export const overBudget: Rule = {
  name: 'over-budget',
  about: 'models cost more than the hard limit',
  look({ books }, { orderLimit }) {
    const spent = Math.max(books.counted, books.calls, books.settled)
    if (spent === 0) return null
    // The judge and a shadow have allowances of their own.
    const { judged, shadowed } = books
    const most = Math.max(spent - judged - shadowed, judged, shadowed)
    return most <= orderLimit + books.excess
      ? []
      : [`spent ${inEuros(most)} on models, of ${inEuros(orderLimit)} that it may.`]
  },
}
