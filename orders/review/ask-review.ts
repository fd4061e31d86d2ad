import { revisionOf } from '../../pack/correction.ts'
import { isEntitled } from '../../pack/order.ts'
import { type PartKey, type RecordedOutcome, stands } from '../../pack/outcome.ts'
import { type ReviewWanted, wanted } from '../../pack/review.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { NotApplicable } from '../operate/not-applicable.ts'

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

/** The newest text of each part that stands, and that nobody has read. */
function readable(
  order: StoredOrder,
  section: string,
  recorded: readonly RecordedOutcome[],
): RecordedOutcome[] {
  const mine = recorded
    .filter(({ artefact, revision = 1 }) => artefact === section && revision === revisionOf(order))
    .toSorted((a, b) => b.round - a.round)
  const newest = new Map<string, RecordedOutcome>()
  for (const one of mine)
    if (one.outcome.source !== 'none' && stands(one.outcome) && !newest.has(one.part))
      newest.set(one.part, one)
  return [...newest.values()].filter(
    ({ outcome }) => outcome.source !== 'none' && mayBeRead(outcome),
  )
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
