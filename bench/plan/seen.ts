import type { BatchOfTexts, Demand, OperationDemand } from '../../pack/demand.ts'
import type { ModelTier } from '../../pack/order.ts'
import { sum } from '../statistics.ts'

/** A text that an order wanted of its tier's model. */
export interface Asked {
  readonly order: string
  readonly tier: ModelTier
  readonly operation: string
  readonly round: number
  /** Milliseconds at which it was wanted, and until it was there; null: it did not come. */
  readonly at: number
  readonly took: number | null
  /** Calls; 0: it was reused, or nobody took it. */
  readonly calls: number
  /** Of a call. */
  readonly tokensOut: number
  /** Milliseconds of the wait for a place; null: it gave up; left out: it needed none. */
  readonly waited?: number | null
}

const tiers = ['4b', '32b'] as const

/** As the ledger of a shop would have it. */
export function demandOf(asked: readonly Asked[]): Demand {
  const ordersOf = (tier: ModelTier) =>
    new Set(asked.filter((one) => one.tier === tier).map(({ order }) => order)).size
  return {
    orders: { '4b': ordersOf('4b'), '32b': ordersOf('32b') },
    operations: [...Map.groupBy(asked, (one) => `${one.tier} ${one.operation}`).values()].map(
      operationOf,
    ),
    batches: tiers.flatMap((tier) => batchesOf(tier, asked)),
  }
}

function operationOf(all: readonly Asked[]): OperationDemand {
  const { tier, operation } = all[0]!
  const written = all.filter(({ calls }) => calls > 0)
  return {
    ...{ tier, operation, texts: all.length, written: written.length },
    calls: sum(written.map(({ calls }) => calls)),
    tokensIn: 0,
    tokensOut: sum(written.map(({ calls, tokensOut }) => calls * tokensOut)),
    seconds: 0,
  }
}

function batchesOf(tier: ModelTier, asked: readonly Asked[]): BatchOfTexts[] {
  const own = asked.filter((one) => one.tier === tier && one.calls > 0)
  const rounds = [...Map.groupBy(own, ({ order, round }) => `${order} ${round}`).values()]
  return [...Map.groupBy(rounds, ({ length }) => length)].map(([texts, { length: times }]) => {
    return { tier, texts, times }
  })
}
