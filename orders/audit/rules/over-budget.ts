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
    const { counted, excess } = books
    if (counted === 0) return null
    return counted <= orderLimit + excess
      ? []
      : [`spent ${inEuros(counted)} on models, of ${inEuros(orderLimit)} that it may.`]
  },
}
