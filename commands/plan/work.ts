import type { Demand } from '../../pack/demand.ts'
import type { ModelTier } from '../../pack/order.ts'

/** What is written of one operation. */
export interface OperationWork {
  readonly operation: string
  /** Of an order, on average: texts that are wanted, and those for which a model is called. */
  readonly texts: number
  readonly written: number
  /** Of a text that is written. */
  readonly calls: number
  /** Of a call. */
  readonly tokensIn: number
  readonly tokensOut: number
}

/** What an order asks of its tier's model. */
export interface Work {
  readonly operations: readonly OperationWork[]
  /** How likely so many texts come at a time, by their number. */
  readonly batches: readonly number[]
  /** Of an order: texts come in rounds. */
  readonly rounds: number
}

/** @param again calls of a text besides those that the demand has */
export function workOf({ orders, operations, batches }: Demand, tier: ModelTier, again = 0): Work {
  const count = orders[tier]
  const own = batches.filter((batch) => batch.tier === tier)
  const times = own.reduce((sum, batch) => sum + batch.times, 0)
  const largest = Math.max(...own.map(({ texts }) => texts))
  return {
    operations: operations
      .filter((one) => one.tier === tier && one.calls > 0)
      .map((one) => ({
        operation: one.operation,
        texts: one.texts / count,
        written: one.written / count,
        calls: one.calls / one.written + again,
        tokensIn: one.tokensIn / one.calls,
        tokensOut: one.tokensOut / one.calls,
      })),
    batches: Array.from({ length: largest + 1 }, (_, size) => {
      return (own.find(({ texts }) => texts === size)?.times ?? 0) / times
    }),
    rounds: times / count,
  }
}

/** Of an order, added up over its operations. */
export function perOrder({ operations }: Work) {
  const sum = (each: (one: OperationWork) => number) =>
    operations.reduce((total, one) => total + each(one), 0)
  return {
    texts: sum(({ texts }) => texts),
    written: sum(({ written }) => written),
    calls: sum(({ written, calls }) => written * calls),
    tokensIn: sum(({ written, calls, tokensIn }) => written * calls * tokensIn),
    tokensOut: sum(({ written, calls, tokensOut }) => written * calls * tokensOut),
  }
}

/** The operation with the longest answers. */
export function longestOf({ operations }: Work): OperationWork {
  return operations.reduce((most, one) => (one.tokensOut > most.tokensOut ? one : most))
}
