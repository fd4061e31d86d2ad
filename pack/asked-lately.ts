import type { ModelTier } from './order.ts'

/** How many orders were asked for lately, and of how many most asks came back so. */
export interface AskedLately {
  readonly tier: ModelTier
  /** Null: of all operations. */
  readonly operation: string | null
  readonly orders: number
  readonly refused: number
  /** Kept back by a guard. */
  readonly blocked: number
  /** Orders of which a judge that decides looked at texts, and those of which it doubted most. */
  readonly judged: number
  readonly doubted: number
}
