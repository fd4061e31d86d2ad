import { sectionPlans } from '../../catalogue/catalogue.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { RecordedOutcome } from '../../pack/outcome.ts'
import { type Part, partOf } from '../../pack/plan.ts'
import { type Composition, composeRelease } from '../../pack/release.ts'
import {
  foldSection,
  type Row,
  rowCanImprove,
  type Section,
  type SectionPlan,
} from '../../pack/section.ts'
import { usable } from './printable.ts'
import { UnbuildableOrder } from './unbuildable.ts'

/**
 * The sections an order shall have.
 *
 * @throws UnbuildableOrder when the pack of today cannot read the order's answers
 */
export function plansOf(order: FrozenOrder): SectionPlan[] {
  try {
    return sectionPlans(order)
  } catch (cause) {
    throw new UnbuildableOrder(order.id, cause)
  }
}

/** The present truth of every section of an order, from what was recorded for its answers. */
export function sectionsOf(order: FrozenOrder, recorded: readonly RecordedOutcome[]): Section[] {
  const texts = usable(order, recorded)
  return plansOf(order).map((plan) => foldSection(plan, texts))
}

/** What v1 is made of: known as soon as the order is frozen, before anybody pays. */
export function firstComposition(order: FrozenOrder): Composition {
  return composeRelease(1, order, sectionsOf(order, []))
}

/** What there is to ask a model for: whatever is not yet as it could be, and may become so by another try. */
export function openParts(sections: readonly Section[]): Part[] {
  return sections.flatMap((section) => section.rows.filter(isTriedAgain).map(partIn(section)))
}

/** What waits for a person is not written anew. */
function isTriedAgain(row: Row): boolean {
  return rowCanImprove(row) && row.cause?.reason !== 'review-pending'
}

function partIn(section: Section) {
  return ({ part, written }: Row): Part => ({
    ...partOf(section, part),
    ...(written && { homeOnly: true }),
  })
}
