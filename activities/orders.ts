import type { Completed } from '../orders/run/complete.ts'
import type { Round, ToldRound } from '../orders/run/settle-round.ts'
import type { Attention } from '../pack/order.ts'
import type { OpenedPlan, Part } from '../pack/plan.ts'

/** What any release may have told of the end of an order; earlier ones told nothing. */
export type ToldCompletion = Completed | null | undefined

export interface OrderUseCases {
  readonly openOrder: (orderId: string) => Promise<OpenedPlan>
  readonly planTailoring: (orderId: string, revision?: number) => Promise<readonly Part[]>
  readonly settleRound: (round: Round) => Promise<ToldRound>
  readonly completeOrder: (orderId: string, revision?: number) => Promise<ToldCompletion>
  readonly parkOrder: (orderId: string, why: string | null) => Promise<Attention>
}

/** Queue `orders`: small reads and writes of the order's row. */
export function createOrderActivities({
  openOrder,
  planTailoring,
  settleRound,
  completeOrder,
  parkOrder,
}: OrderUseCases) {
  return { openOrder, planTailoring, settleRound, completeOrder, parkOrder }
}

export type OrderActivities = ReturnType<typeof createOrderActivities>
