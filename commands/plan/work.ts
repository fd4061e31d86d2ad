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
  /** Seconds that the calls of a text took; null: nobody has measured. */
  readonly took: number | null
}

/** @param again calls of a text besides those that the demand has */
export function workOf({ orders, operations, batches }: Demand, tier: ModelTier, again = 0): Work {
  const count = orders[tier]
  const own = batches.filter((batch) => batch.tier === tier)
  const times = sum(own, (batch) => batch.times)
  const asked = operations.filter((one) => one.tier === tier)
  const took = sum(asked, ({ seconds }) => seconds) / sum(asked, ({ written }) => written)
  const largest = Math.max(...own.map(({ texts }) => texts))
  return {
    operations: asked.map((one) => ({
      operation: one.operation,
      texts: one.texts / count,
      written: one.written / count,
      calls: mean(one.calls, one.written) + again,
      tokensIn: mean(one.tokensIn, one.calls),
      tokensOut: mean(one.tokensOut, one.calls),
    })),
    took: took > 0 ? took : null,
    batches: Array.from({ length: largest + 1 }, (_, size) => {
      return (own.find(({ texts }) => texts === size)?.times ?? 0) / times
    }),
    rounds: times / count,
  }
}

/** Of none it is 0. */
const mean = (sum: number, of: number) => (of === 0 ? 0 : sum / of)

/** Of an order, added up over its operations. */
export function perOrder({ operations }: Work) {
  return {
    texts: sum(operations, ({ texts }) => texts),
    written: sum(operations, ({ written }) => written),
    calls: sum(operations, ({ written, calls }) => written * calls),
    tokensIn: sum(operations, ({ written, calls, tokensIn }) => written * calls * tokensIn),
    tokensOut: sum(operations, ({ written, calls, tokensOut }) => written * calls * tokensOut),
  }
}

function sum<T>(all: readonly T[], each: (one: T) => number): number {
  return all.reduce((total, one) => total + each(one), 0)
}

/** The operation with the longest answers. */
export function longestOf({ operations }: Work): OperationWork {
  return operations.reduce((most, one) => (one.tokensOut > most.tokensOut ? one : most))
}
