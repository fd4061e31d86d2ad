import { sectionPlans } from '../pack/catalogue.ts'
import type { FrozenOrder } from '../pack/order.ts'
import type { RecordedOutcome } from '../pack/outcome.ts'
import { foldSection, type Section } from '../pack/section.ts'

/** The present truth of every section of an order, from what was recorded. */
export function sectionsOf(order: FrozenOrder, recorded: readonly RecordedOutcome[]): Section[] {
  return sectionPlans(order).map((plan) => foldSection(plan, recorded))
}
