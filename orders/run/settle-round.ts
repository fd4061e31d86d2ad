import { isPublished } from '../../catalogue/catalogue.ts'
import { revisionOf } from '../../pack/correction.ts'
import { consequenceOf } from '../../pack/notice.ts'
import type { NotWritten, Outcome, PartKey, RecordedOutcome } from '../../pack/outcome.ts'
import type { Part } from '../../pack/plan.ts'
import type { Cause } from '../../pack/reason.ts'
import { type Composition, hasNewContent } from '../../pack/release.ts'
import { type Section, writtenBy } from '../../pack/section.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { entitledOrder, hasToTailor } from '../entitled-order.ts'
import { openParts, sectionsOf } from '../release/sections.ts'

/** A part that came back without text, and why; in the order in which its models were asked. */
export interface Miss {
  readonly artefact: string
  readonly part: string
  readonly outcome: NotWritten
}

export interface SettleRoundPorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    expectUpdate(id: string, nextUpdateBy: string | null): Promise<void>
  }
  readonly outcomes: {
    record(key: PartKey, outcome: Outcome): Promise<Outcome>
    ofOrder(id: string): Promise<RecordedOutcome[]>
  }
  readonly looks: {
    /** Texts of the part that wait for a judge stand without one. */
    letStand(part: Omit<PartKey, 'round'>): Promise<void>
  }
  readonly reviews: {
    /** ISO 8601, UTC: when the last of the order's is due; null: none is open. */
    pendingUntil(id: string): Promise<string | null>
    /** The order asks for a person for as long as its texts do. */
    attend(id: string): Promise<void>
  }
  readonly releases: {
    /** Null before the first. */
    newest(order: string): Promise<Composition | null>
  }
  readonly observe: { settled(order: StoredOrder, section: Section): void }
}

export interface Round {
  readonly order: string
  readonly round: number
  /** Of the answers that were tailored to. Left out by earlier releases: 1. */
  readonly revision?: number
  readonly misses: readonly Miss[]
  /** ISO 8601, UTC: when the next round starts, should anything be left to try; null: never. */
  readonly nextAt: string | null
}

export interface SettledRound {
  /** There are texts that the newest release does not hold, and that are of the answers as they stand. */
  readonly improved: boolean
  /** One line a section for the operator: `risk-plan: model by 4b (timeout)`. */
  readonly standing: readonly string[]
  /** Sections that are not what they could be. */
  readonly fallbacks: number
  /** What a later round may still improve. */
  readonly open: readonly Part[]
  /** ISO 8601, UTC: until when texts wait for a person; null: none does. */
  readonly pendingUntil: string | null
}

/** What any release may have told of a round; earlier ones did not say all of it. */
export type ToldRound = Omit<SettledRound, 'improved' | 'pendingUntil'> & Partial<SettledRound>

/**
 * Records why parts came back without text (an activity that nobody took has recorded nothing
 * itself), and tells from the store where the order's sections stand now.
 */
export function createSettleRound(ports: SettleRoundPorts) {
  const { orders, outcomes, looks, reviews, releases, observe } = ports
  return async ({ order: id, round, misses, nextAt, ...rest }: Round): Promise<SettledRound> => {
    const order = await entitledOrder(orders, id)
    const { revision = 1 } = rest
    for (const { artefact, part, outcome } of misses.filter(counts))
      if (outcome.reason !== 'not-judged')
        await outcomes.record({ order: id, artefact, part, round, revision }, outcome)
      // What is published waits on; of the rest rules alone have to do.
      else if (!isPublished(order.pack, artefact))
        await looks.letStand({ order: id, artefact, part, revision })
    const sections = sectionsOf(order, await outcomes.ofOrder(id))
    const newest = await releases.newest(id)
    // Else another run goes on from the corrected answers.
    const isOfAnswers = revisionOf(order) === revision
    const open = isOfAnswers && hasToTailor(order) ? openParts(sections) : []
    await reviews.attend(id)
    const pendingUntil = isOfAnswers ? await reviews.pendingUntil(id) : null
    await orders.expectUpdate(id, open.length > 0 ? nextAt : pendingUntil)
    for (const section of sections) observe.settled(order, section)
    return {
      improved: isOfAnswers && hasNewContent(newest ?? { sections: [] }, sections),
      standing: sections.map(describe),
      fallbacks: sections.filter((section) => causeIn(section) !== null).length,
      open,
      pendingUntil,
    }
  }
}

/**
 * Where the order's own model, asked first, was down, what another could not write is not the last
 * word: its own may yet. Where a setting or a budget sent the part to the other, it is.
 */
function counts(miss: Miss, _: number, misses: readonly Miss[]): boolean {
  const own = misses.find(({ artefact, part }) => isOf(miss, artefact, part))!
  return own === miss || isRetried(miss) || !consequenceOf(own.outcome).fallsTo4b
}

const isOf = (miss: Miss, artefact: string, part: string) =>
  miss.artefact === artefact && miss.part === part

const isRetried = ({ outcome }: Miss) => consequenceOf(outcome).retried

/** Why the section is not what it could be. */
function causeIn({ rows }: Section): Cause | null {
  return rows.find(({ cause }) => cause !== null)?.cause ?? null
}

function describe(section: Section): string {
  const [author, cause] = [writtenBy(section), causeIn(section)]
  const by = author === null ? '' : ` by ${author}`
  return `${section.id}: ${section.source}${by}${cause === null ? '' : ` (${cause.reason})`}`
}
