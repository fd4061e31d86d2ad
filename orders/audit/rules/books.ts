import type { OrderBooks } from '../audited-order.ts'
import { inEuros } from '../in-euros.ts'
import type { Rule } from '../rule.ts'

export const books: Rule = {
  name: 'books',
  about: 'calls, reservations, margin and budget that differ',
  look({ books }) {
    return Object.values(books).every((amount) => amount === 0) ? null : differences(books)
  },
}

function differences({ calls, settled, margin }: OrderBooks): string[] {
  return [calls, margin].every((amount) => amount === settled)
    ? []
    : [
        `has calls of ${inEuros(calls)}, settled reservations of ${inEuros(settled)} and a margin of ${inEuros(margin)}.`,
      ]
}
