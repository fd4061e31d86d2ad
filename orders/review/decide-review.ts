import { createHash } from 'node:crypto'
import type { PartKey } from '../../pack/outcome.ts'
import type { Decided, Decision, ReviewDecision } from '../../pack/reading.ts'
import type { ReviewCause, ReviewersVerdict } from '../../pack/review.ts'
import { NotApplicable } from '../operate/not-applicable.ts'

interface Reviewable {
  readonly review: { readonly why: ReviewCause; readonly since: string; readonly tier: string }
  readonly text: { readonly content: unknown }
}

export interface DecideReviewPorts {
  readonly reviews: {
    find(key: PartKey): Promise<Reviewable | undefined>
    decide(key: PartKey, decision: Decision): Promise<Decided>
  }
  /** What the checks of a model's text say of an edited one, a clause each. */
  readonly faultsIn: (key: PartKey, content: unknown) => Promise<readonly string[]>
  readonly runs: { reviewed(order: string): Promise<boolean> }
  readonly clock: () => Date
  readonly observe: {
    reviewed(read: ReadText): void
    /** The order's run goes on when the review is due. */
    reviewNotTold(order: string, error: unknown): void
  }
}

export interface ReadText {
  readonly key: PartKey
  readonly tier: string
  readonly why: ReviewCause
  readonly verdict: ReviewersVerdict
  /** Seconds from when it was to be read, and from when it was opened; null: nobody said. */
  readonly waited: number
  readonly seconds: number | null
}

/** The edited text is not what we would let a model write. */
export class UnfitEdit extends Error {
  override readonly name = 'UnfitEdit'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    // It goes on record for good, so it quotes nothing of the text.
    super('The edited text does not pass the checks that every text has to pass.')
    this.faults = faults
  }
}

/** By which the page says which text it showed. */
export function seenAs(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
}

/**
 * What a reviewer decides, once; of two who read the same text the first. The order goes on at once.
 *
 * @throws NotApplicable when it is not to be read any more, or another text is; UnfitEdit
 */
export function createDecideReview(ports: DecideReviewPorts) {
  const { reviews, faultsIn, runs, clock, observe } = ports

  return async (decision: ReviewDecision): Promise<void> => {
    const { key, verdict, by, content, seconds, note } = decision
    const found = await reviews.find(key)
    if (found === undefined) throw gone
    const { review, text } = found
    if (seenAs(text.content) !== decision.seen) throw changed
    if (verdict === 'edited') await requireFit(key, content)
    const now = clock()
    const told = { verdict, by, at: now.toISOString(), read: text.content, content, seconds, note }
    const came = await reviews.decide(key, told)
    if (came !== 'decided') throw came === 'gone' ? gone : changed
    const waited = (now.getTime() - Date.parse(review.since)) / 1_000
    observe.reviewed({ key, tier: review.tier, why: review.why, verdict, waited, seconds })
    if (verdict === 'escalated') return
    await runs.reviewed(key.order).catch((error) => observe.reviewNotTold(key.order, error))
  }

  async function requireFit(key: PartKey, content: unknown): Promise<void> {
    const faults = await faultsIn(key, content)
    if (faults.length > 0) throw new UnfitEdit(faults)
  }
}

const gone = new NotApplicable(
  'This text is not to be read any more: somebody has decided about it, its time is over, or its answers were corrected.',
)

const changed = new NotApplicable(
  'This is not the text that you read: another has taken its place. Open it again and decide about that one.',
)
