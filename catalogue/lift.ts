import type { Answers, FrozenOrder } from '../pack/order.ts'

/** Answers as the questions before a content version took them → as that version takes them. */
export interface Lift {
  /** SemVer; the first content version that asks otherwise. */
  readonly to: string
  readonly lift: (answers: Answers) => Answers
}

/**
 * The order with its answers in the words of today's questions. It was frozen before it was paid, and
 * stays buildable whatever is asked of others later.
 * @param lifts the oldest first
 */
export function lifted(order: FrozenOrder, lifts: readonly Lift[]): FrozenOrder {
  const due = lifts.filter(({ to }) => isOlder(order.contentVersion, to))
  if (due.length === 0) return order
  return { ...order, answers: due.reduce((answers, { lift }) => lift(answers), order.answers) }
}

function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) < 0
}
