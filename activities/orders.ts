import type { Round, ToldRound } from '../orders/settle-round.ts'
import type { Attention } from '../pack/order.ts'
import type { OpenedPlan, Part } from '../pack/plan.ts'

export interface OrderUseCases {
  readonly openOrder: (orderId: string) => Promise<OpenedPlan>
  readonly planTailoring: (orderId: string) => Promise<readonly Part[]>
  readonly settleRound: (round: Round) => Promise<ToldRound>
  readonly completeOrder: (orderId: string) => Promise<void>
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
