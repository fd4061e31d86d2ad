import { revisionOf } from '../../pack/correction.ts'
import { notWritten } from '../../pack/notice.ts'
import { homeModel } from '../../pack/order.ts'
import type { RecordedOutcome } from '../../pack/outcome.ts'
import type { OrderPlan, Part } from '../../pack/plan.ts'
import { lateRounds } from '../../pack/rounds.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { entitledOrder, hasToTailor } from '../entitled-order.ts'
import { openParts, sectionsOf } from '../release/sections.ts'

export interface OpenOrderPorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    expectUpdate(id: string, nextUpdateBy: string | null): Promise<void>
  }
  readonly outcomes: {
    /** Of the newest round in which anything was recorded; 0 before the first. */
    lastRound(id: string): Promise<number>
  }
  readonly timeouts: OrderPlan['timeouts']
  /** Milliseconds. */
  readonly lateWindow: number
  readonly searchable: boolean
  readonly clock: () => Date
}

const unanswered = { '4b': notWritten('timeout', '4b'), '32b': notWritten('timeout', '32b') }

/**
 * What the workflow needs to know of an order, frozen into its history at its start. The customer
 * is told by when the first round of tailoring will be over.
 */
export function createOpenOrder(ports: OpenOrderPorts) {
  const { orders, outcomes, timeouts, lateWindow, searchable, clock } = ports
  return async (orderId: string): Promise<OrderPlan> => {
    const order = await entitledOrder(orders, orderId)
    const { id, pack, tier } = order
    const settledBy = clock().getTime() + timeouts[homeModel(tier)].whole
    await orders.expectUpdate(id, new Date(settledBy).toISOString())
    const lateStarts = lateRounds(lateWindow, id)
    const firstRound = 1 + (await outcomes.lastRound(id))
    const rules = { timeouts, lateWindow, lateStarts, firstRound, unanswered, searchable }
    return { id, pack, tier, revision: revisionOf(order), ...rules }
  }
}

export interface PlanTailoringPorts extends Pick<OpenOrderPorts, 'orders'> {
  readonly outcomes: { ofOrder(id: string): Promise<RecordedOutcome[]> }
}

/**
 * What there is to tailor: nothing when the order is complete, its payment is contested, or its answers
 * were corrected since the run began; an order whose run was lost has some of it already.
 */
export function createPlanTailoring({ orders, outcomes }: PlanTailoringPorts) {
  return async (id: string, revision = 1): Promise<Part[]> => {
    const order = await entitledOrder(orders, id)
    if (!hasToTailor(order) || revisionOf(order) !== revision) return []
    return openParts(sectionsOf(order, await outcomes.ofOrder(id)))
  }
}
