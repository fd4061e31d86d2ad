import type { NotWritten, Outcome, PartKey, RecordedOutcome } from '../pack/outcome.ts'
import type { Part } from '../pack/plan.ts'
import { type Section, sectionCanImprove } from '../pack/section.ts'
import { openParts, sectionsOf } from './sections.ts'
import { type StoredOrder, UnknownOrder } from './stored-order.ts'

/** A part that came back without text, and why. */
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
  readonly observe: { settled(order: StoredOrder, section: Section): void }
}

export interface Round {
  readonly order: string
  readonly round: number
  readonly misses: readonly Miss[]
  /** ISO 8601, UTC: when the next round starts, should anything be left to try; null: never. */
  readonly nextAt: string | null
}

export interface SettledRound {
  /** One line a section for the operator: `risk-plan: static (timeout)`. */
  readonly standing: readonly string[]
  /** Sections that are not what they could be. */
  readonly fallbacks: number
  /** What a later round may still improve. */
  readonly open: readonly Part[]
}

/**
 * Records why parts came back without text (an activity that nobody took has recorded nothing
 * itself), and tells where the order's sections stand now.
 */
export function createSettleRound({ orders, outcomes, observe }: SettleRoundPorts) {
  return async ({ order: id, round, misses, nextAt }: Round): Promise<SettledRound> => {
    const order = await orders.byId(id)
    if (order === undefined) throw new UnknownOrder(id)
    for (const { artefact, part, outcome } of misses)
      await outcomes.record({ order: id, artefact, part, round }, outcome)
    const sections = sectionsOf(order, await outcomes.ofOrder(id))
    const waiting = sections.filter(sectionCanImprove)
    await orders.expectUpdate(id, waiting.length > 0 ? nextAt : null)
    for (const section of sections) observe.settled(order, section)
    return {
      standing: sections.map(describe),
      fallbacks: sections.filter((section) => section.cause !== null).length,
      open: openParts(sections),
    }
  }
}

function describe({ id, source, cause }: Section): string {
  return cause === null ? `${id}: ${source}` : `${id}: ${source} (${cause.reason})`
}
