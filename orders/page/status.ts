import { leftOutOf, sectionPlans } from '../../catalogue/catalogue.ts'
import { revisionOf } from '../../pack/correction.ts'
import { correctionFor, messageFor } from '../../pack/notice.ts'
import { isEntitled, toldOf } from '../../pack/order.ts'
import type { RecordedOutcome } from '../../pack/outcome.ts'
import { lostRefunds, refundedOf, stands, takenBackBy } from '../../pack/payment.ts'
import { type Composition, hasNewContent } from '../../pack/release.ts'
import {
  foldSection,
  isBySmallerModel,
  type Section,
  type SectionPlan,
  secondLooksAt,
  sectionCanImprove,
  writtenBy,
} from '../../pack/section.ts'
import type { MoneyBack, OrderStatus, ReleaseStatus, SectionStatus } from '../../pack/status.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { correctable } from '../correct/correctable.ts'
import { usable } from '../release/printable.ts'
import { citationsOf } from './citations.ts'

interface File {
  readonly version: number
  /** Of the answers. */
  readonly revision: number
  readonly degraded: boolean
  readonly sha256: string
  readonly bytes: number
  readonly publishedAt: string
}

export interface StatusPorts {
  readonly outcomes: { ofOrder(id: string): Promise<RecordedOutcome[]> }
  readonly releases: {
    /** Newest first. */
    files(id: string): Promise<readonly File[]>
    /** What the newest is made of; null before the first. */
    newest(id: string): Promise<Composition | null>
  }
  /** The absolute URL under which a release is downloaded. */
  readonly downloadUrl: (order: StoredOrder, version: number) => string
  /** Milliseconds after payment in which answers may be corrected. */
  readonly correctionWindow: number
  /** There are people of ours who read texts that customers want read; left out: nobody. */
  readonly hasReaders?: boolean
  readonly clock: () => Date
}

/** The order as its page tells it. */
export function createStatus(ports: StatusPorts) {
  const { outcomes, releases, downloadUrl, correctionWindow, hasReaders = false, clock } = ports

  return async (order: StoredOrder): Promise<OrderStatus> => {
    const files = order.state === 'erased' ? [] : await releases.files(order.id)
    const revision = files[0]?.revision
    const open = correctableUntil(order)
    const newest = await releases.newest(order.id)
    const recorded = usable(order, await outcomes.ofOrder(order.id))
    const all = files.map((release, index) => releaseStatus(order, release, files[index + 1]))
    return {
      order: order.id,
      pack: order.pack,
      tier: order.tier,
      state: order.state,
      attention: toldOf(order.attentions),
      release: all[0] ?? null,
      releases: all,
      sections: shownPlans(order)
        .map((plan) => sectionStatus(order, plan, recorded, newest))
        .map((section) => (hasReaders ? section : { ...section, mayBeRead: false }))
        .map((section) => (open === null ? section : withRemedy(section))),
      leftOut: orNone(() => leftOutOf(order)),
      nextUpdateBy: order.state === 'complete' ? null : order.nextUpdateBy,
      moneyBack: moneyBackOf(order),
      takenBack: order.state === 'revoked' && order.payment ? takenBackBy(order.payment) : null,
      correctable: open,
      correcting: isEntitled(order.state) && revision !== undefined && revision < revisionOf(order),
    }
  }

  function correctableUntil(order: StoredOrder): OrderStatus['correctable'] {
    const found = correctable(order, correctionWindow, clock())
    return found.closed === null ? { until: found.until, left: found.left } : null
  }

  function releaseStatus(order: StoredOrder, release: File, before?: File): ReleaseStatus {
    const { version, sha256, bytes, degraded, publishedAt } = release
    const url = downloadUrl(order, version)
    const corrections = before ? correctionsBetween(order, before, release) : []
    return { version, sha256, bytes, degraded, publishedAt, url, corrections }
  }
}

function correctionsBetween({ corrections = [] }: StoredOrder, before: File, release: File) {
  return corrections.slice(before.revision - 1, release.revision - 1)
}

/** A cause that lies in the answers is the customer's to mend. */
function withRemedy(section: SectionStatus): SectionStatus {
  const remedy = section.reason && correctionFor({ reason: section.reason })
  return remedy ? { ...section, message: `${section.message} ${remedy}` } : section
}

function moneyBackOf({ currency, refundOwed, payment }: StoredOrder): MoneyBack | null {
  const refunded = payment === null ? 0 : refundedOf(payment)
  const isMade = payment?.refunds.some((refund) => refund.purpose === 'shortfall' && stands(refund))
  const lost = payment === null ? [] : lostRefunds(payment)
  const isLost = lost.some(({ purpose }) => purpose === 'shortfall')
  const owed = isMade || isLost ? 0 : (refundOwed ?? 0)
  const failed = lost.reduce((sum, { amount }) => sum + amount, 0)
  return owed + refunded + failed > 0 ? { currency, owed, refunded, failed } : null
}

function shownPlans(order: StoredOrder): readonly SectionPlan[] {
  return isEntitled(order.state) ? orNone(() => sectionPlans(order)) : []
}

/** An order that cannot be read still has a page; it says that a person is looking at it. */
function orNone<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read()
  } catch {
    return []
  }
}

/**
 * The content is the newest release's, the reason the newest known. A text that is recorded and
 * not published yet is still on its way.
 */
function sectionStatus(
  order: StoredOrder,
  plan: SectionPlan,
  recorded: readonly RecordedOutcome[],
  released: Composition | null,
): SectionStatus {
  const known = foldSection(plan, recorded)
  const shown = released?.sections.find(({ id }) => id === plan.id) ?? foldSection(plan, [])
  const cause = shown.cause && (known.cause ?? { reason: 'not-yet' as const })
  const unpublished = hasNewContent({ sections: [shown] }, [known])
  const canImprove = order.state !== 'complete' && (unpublished || sectionCanImprove(known))
  const written = shown.rows.flatMap((row) => row.written ?? [])
  const bySmallerModel = isBySmallerModel(shown, plan.home)
  const rows = { tailored: written.length, total: shown.rows.length }
  return {
    id: plan.id,
    title: plan.title,
    source: shown.source,
    reason: cause?.reason ?? null,
    message: messageFor({
      ...{ source: shown.source, cause, bySmallerModel, canImprove, rows },
      ...secondLooksAt(shown),
    }),
    canImprove,
    writtenBy: writtenBy(shown),
    generatedAt: latest(written.map((row) => row.generatedAt)),
    freshUntil: earliest(written.flatMap((row) => row.freshUntil ?? [])),
    ...readingOf(known),
    restsOn: shown.source === 'cache' ? citationsOf(order, plan.id) : [],
  }
}

/** Each section is read once at the customer's wish; what is held back is read as it is. */
function readingOf({ rows }: Section): Pick<SectionStatus, 'readBy' | 'mayBeRead'> {
  const texts = rows.flatMap(({ written }) => written ?? [])
  const asked = texts.flatMap(({ review }) => review?.due ?? [])
  const isRead = texts.some(({ reviewed }) => reviewed !== undefined)
  return { readBy: latest(asked), mayBeRead: texts.length > 0 && asked.length === 0 && !isRead }
}

function latest(dates: readonly string[]): string | null {
  return [...dates].sort().at(-1) ?? null
}

function earliest(dates: readonly string[]): string | null {
  return [...dates].sort()[0] ?? null
}
