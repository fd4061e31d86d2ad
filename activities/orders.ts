import type { Round, SettledRound } from '../orders/settle-round.ts'
import type { OrderPlan } from '../pack/plan.ts'

export interface OrderUseCases {
  readonly openOrder: (orderId: string) => Promise<OrderPlan>
  readonly settleRound: (round: Round) => Promise<SettledRound>
  readonly completeOrder: (orderId: string) => Promise<void>
  readonly parkOrder: (orderId: string, why: string | null) => Promise<void>
}

/** Queue `orders`: small reads and writes of the order's row. */
export function createOrderActivities({
  openOrder,
  settleRound,
  completeOrder,
  parkOrder,
}: OrderUseCases) {
  return { openOrder, settleRound, completeOrder, parkOrder }
}

export type OrderActivities = ReturnType<typeof createOrderActivities>
