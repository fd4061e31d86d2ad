import type { Margin } from './costs.ts'
import type { ModelTier } from './order.ts'

/** What orders had their own tier's model write of one operation, added up. */
export interface OperationDemand {
  readonly tier: ModelTier
  readonly operation: string
  /** Texts that came of a model, or were asked of one. */
  readonly texts: number
  /** Those for which a model was called; the others were reused. */
  readonly written: number
  /** With those that were asked once more. */
  readonly calls: number
  readonly tokensIn: number
  readonly tokensOut: number
  /** Of all calls. */
  readonly seconds: number
}

/** How often an order had so many texts written at a time. */
export interface BatchOfTexts {
  readonly tier: ModelTier
  readonly texts: number
  readonly times: number
}

/** What the orders of some time asked models for, as the ledger has it. */
export interface Demand {
  /** Those that asked the tier's own model. */
  readonly orders: Readonly<Record<ModelTier, number>>
  readonly operations: readonly OperationDemand[]
  readonly batches: readonly BatchOfTexts[]
}

/** With what was sold in that time. */
export interface Business extends Demand {
  /** Since the first payment in it, today included. */
  readonly days: number
  readonly margins: readonly Pick<Margin, 'tier' | 'orders' | 'fee' | 'feesUnknown'>[]
}
