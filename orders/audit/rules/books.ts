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

function differences({ calls, settled, margin, counted }: OrderBooks): string[] {
  return [calls, margin, counted].every((amount) => amount === settled)
    ? []
    : [
        `has calls of ${inEuros(calls)}, settled reservations of ${inEuros(settled)}, a margin of ${inEuros(margin)} and a budget that counts ${inEuros(counted)}.`,
      ]
}
