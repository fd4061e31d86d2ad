/** Why a section is not the tailored text it could be. The contract's list, in its order. */
export const reasons = [
  'not-yet',
  'unreachable',
  'timeout',
  'server',
  'overloaded',
  'too-long',
  'misconfigured',
  'truncated',
  'refused',
  'invalid',
  'input-blocked',
  'over-budget',
  'safe-mode',
  'not-routed',
  'not-judged',
  'review-pending',
  'refunded',
] as const

export type Reason = (typeof reasons)[number]

/**
 * Whose limit an `over-budget` hit. The tier's of an hour is ours, the others the order's; `held`:
 * there is room in all of them as soon as other calls are done.
 */
export const budgetScopes = ['order', 'customer', 'organisation', 'tier', 'held'] as const

export type BudgetScope = (typeof budgetScopes)[number]

export interface Cause {
  readonly reason: Reason
  /** Of a review: its time is over. */
  readonly isOver?: true | undefined
  readonly scope?: BudgetScope | undefined
}
