import { revisionOf } from '../../pack/correction.ts'
import type { RecordedOutcome } from '../../pack/outcome.ts'
import { refundPercent, shareOf } from '../../pack/price.ts'
import type { Composition } from '../../pack/release.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { plansOf } from '../release/sections.ts'

/** What an order withheld, and gave its share back for, is not written for other answers either. */
export function refundedSections(
  order: StoredOrder,
  newest: Composition | null,
): RecordedOutcome[] {
  const share = shareOf(order.amountPaid ?? order.amount, refundPercent)
  if (order.refundOwed === null || order.refundOwed < share) return []
  const withheld = (newest?.sections ?? []).filter(({ source }) => source === 'withheld')
  const wanted = plansOf(order).filter(({ id }) => withheld.some((section) => section.id === id))
  const key = { order: order.id, round: 1, revision: revisionOf(order) }
  return wanted.flatMap(({ id, parts }) =>
    parts.map((part) => ({
      ...key,
      artefact: id,
      part,
      outcome: { source: 'none', reason: 'refunded' } as const,
    })),
  )
}
