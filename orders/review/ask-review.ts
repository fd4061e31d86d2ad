import { revisionOf } from '../../pack/correction.ts'
import { isEntitled } from '../../pack/order.ts'
import type { PartKey, RecordedOutcome } from '../../pack/outcome.ts'
import { type ReviewWanted, wanted } from '../../pack/review.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { NotApplicable } from '../operate/not-applicable.ts'
import { sectionsOf } from '../release/sections.ts'

export interface AskReviewPorts {
  readonly outcomes: { ofOrder(id: string): Promise<RecordedOutcome[]> }
  readonly reviews: {
    /** @returns false when it does not stand, or is read already */
    ask(key: PartKey, wanted: ReviewWanted): Promise<boolean>
  }
  readonly clock: () => Date
}

/** Hours until a text that a customer wants read is due: two working days with a weekend between them. */
export const hoursToRead = 96

/**
 * A customer has a person of ours read what was written of a section; it stands meanwhile.
 *
 * @returns until when, ISO 8601, UTC
 * @throws NotApplicable when there is nothing to read
 */
export function createAskReview({ outcomes, reviews, clock }: AskReviewPorts) {
  return async (order: StoredOrder, section: string): Promise<string> => {
    const texts = isEntitled(order.state)
      ? readable(order, section, await outcomes.ofOrder(order.id))
      : []
    const asked = wanted('customer', hoursToRead, clock())
    const taken = await Promise.all(texts.map((key) => reviews.ask(key, asked)))
    if (!taken.includes(true)) throw nothing
    return asked.due
  }
}

/** The text of each part that the order has, where nobody has read it. */
function readable(
  order: StoredOrder,
  section: string,
  recorded: readonly RecordedOutcome[],
): RecordedOutcome[] {
  const rows = sectionsOf(order, recorded).find(({ id }) => id === section)?.rows ?? []
  return rows.flatMap(({ part, written }) => {
    if (written === null || !mayBeRead(written)) return []
    const isIt = (one: RecordedOutcome) =>
      one.artefact === section &&
      one.part === part &&
      (one.revision ?? 1) === revisionOf(order) &&
      one.outcome === written
    return recorded.find(isIt) ?? []
  })
}

function mayBeRead({
  review,
  reviewed,
}: {
  readonly review?: unknown
  readonly reviewed?: unknown
}) {
  return review === undefined && reviewed === undefined
}

const nothing = new NotApplicable(
  'There is nothing of this section for a person to read: it has our standard text, or somebody reads it or has read it already.',
)
