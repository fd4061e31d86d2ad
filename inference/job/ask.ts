import { revisionOf } from '../../pack/correction.ts'
import type { EndpointTier, FrozenOrder, ModelTier } from '../../pack/order.ts'
import type { PartKey } from '../../pack/outcome.ts'

/** One piece of work for a model: for a writer, unless it says for whom. */
export interface Ask<Of extends EndpointTier = ModelTier> {
  readonly order: FrozenOrder
  /** Of the buyer, for whose budgets it counts; no model is told. */
  readonly email: string
  readonly artefact: string
  /** Row id of a list artefact; `''` for the whole. */
  readonly part: string
  readonly round: number
  /** Whose endpoints to use. */
  readonly tier: Of
  /** Epoch milliseconds at which the attempt ends for the caller. */
  readonly deadline: number
  /** For which it has waited for a worker. */
  readonly queueSeconds?: number
}

/** Under which its outcome is recorded. */
export function keyOf({ order, artefact, part, round }: Ask<EndpointTier>): PartKey {
  return { order: order.id, artefact, part, round, revision: revisionOf(order) }
}
