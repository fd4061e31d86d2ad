import type { InferenceUseCases } from '../activities/inference.ts'
import type { createInference } from '../inference/inference.ts'
import type { ModelTier } from '../pack/order.ts'
import type { Outcome, PartKey } from '../pack/outcome.ts'
import { type BoughtOrder, createFrozenOrders } from './frozen-orders.ts'

export interface WritePartParts {
  readonly orders: { asOf(id: string, revision: number): Promise<BoughtOrder | undefined> }
  readonly observe: { attempted(key: PartKey, tier: ModelTier, outcome: Outcome): void }
  readonly write: ReturnType<typeof createInference>['write']
}

/**
 * One part of an order, by a model; that it is still the customer's, and of its answers, is asked by the
 * first round trip.
 */
export function createWritePart({
  orders,
  observe,
  write,
}: WritePartParts): InferenceUseCases['writePart'] {
  const frozen = createFrozenOrders((id, revision) => orders.asOf(id, revision))
  return async (key, tier, time, signal) => {
    const order = await frozen(key.order, key.revision ?? 1)
    if (order === undefined)
      return { outcome: { source: 'none', reason: 'misconfigured' }, tried: [] }
    const answered = await write({ ...key, order, email: order.email, tier, ...time }, signal)
    observe.attempted(key, tier, answered.outcome)
    return answered
  }
}
