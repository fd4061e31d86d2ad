import { revisionOf } from '../../pack/correction.ts'
import type { OrderState, Tier } from '../../pack/order.ts'
import type { RecordedOutcome } from '../../pack/outcome.ts'
import {
  type Composition,
  composeRelease,
  hasNewContent,
  isReleaseDegraded,
  revisionIn,
} from '../../pack/release.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { entitledOrder, NotEntitled } from '../entitled-order.ts'
import type { BoundPack, Print, Progress } from './print-pack.ts'
import { canBePrinted } from './printable.ts'
import { firstComposition, sectionsOf } from './sections.ts'

/** The newest release; it lies in the history of the order's run, so it says no more than that needs. */
export interface BuiltRelease {
  readonly version: number
}

export interface BuildReleasePorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    advance(id: string, step: { from: ['paid']; to: 'improving' }): Promise<boolean>
  }
  readonly outcomes: { ofOrder(id: string): Promise<RecordedOutcome[]> }
  readonly releases: {
    /** Of several for one version the newest answers' stands, and of these the first. */
    plan(order: string, composition: Composition): Promise<Composition>
    /** In place of a plan that was not published. @returns the composition that stands */
    replan(order: string, composition: Composition): Promise<Composition>
    /**
     * Moves the order on with it, both or neither; null when its payment was taken back, `corrected`
     * when its answers are of another revision by now.
     */
    publish(
      order: string,
      version: number,
      file: { sha256: string; bytes: number; manifestSha256: string },
      revision: number,
    ): Promise<{ first: boolean; moved: boolean; sha256: string } | 'corrected' | null>
    /** Null before the first. */
    newest(order: string): Promise<Composition | null>
  }
  readonly blobs: { of(order: string): { put(key: string, bytes: Uint8Array): Promise<void> } }
  readonly print: Print
  readonly observe: {
    published(release: { tier: Tier; version: number; degraded: boolean }): void
    /** v1 of an order that was paid at `paidAt` became downloadable now. */
    ready(order: StoredOrder, paidAt: string): void
    reached(order: StoredOrder, state: OrderState): void
    /** The same release came out with other bytes; the first stays. */
    differed(order: string, version: number): void
  }
}

export type BuildRelease = (orderId: string, progress?: Progress) => Promise<BuiltRelease>

/** The blob key of a published release, among its order's. */
export function packKey(sha256: string): string {
  return `packs/${sha256}.zip`
}

/**
 * Publishes the order's next release if there is one to publish: v1 from static content alone, a
 * later one when recorded texts differ from those in the newest, or the answers were corrected.
 * Resumable and idempotent: what a release is made of is stored before rendering, and rendered
 * documents are kept by content.
 */
export function createBuildRelease(ports: BuildReleasePorts): BuildRelease {
  const { orders, outcomes, releases, blobs, print, observe } = ports

  return async function build(orderId, progress = { report: () => {} }): Promise<BuiltRelease> {
    const order = await entitledOrder(orders, orderId)
    const newest = await releases.newest(orderId)
    const next = await nextComposition(order, newest)
    if (next === newest) return adopt(order, next)
    const composition = await plan(orderId, next)
    // The answers were corrected meanwhile: what is rendered from these is of no use any more.
    if (revisionIn(composition) !== revisionOf(order)) return build(orderId, progress)
    const pack = await print(order, composition, progress)
    if (!(await publish(order, composition, pack))) return build(orderId, progress)
    return { version: composition.version }
  }

  async function plan(orderId: string, next: Composition): Promise<Composition> {
    const stands = await releases.plan(orderId, next)
    const isOfAnswers = revisionIn(stands) === revisionIn(next)
    return isOfAnswers && !canBePrinted(stands) ? releases.replan(orderId, next) : stands
  }

  /** 0.1.0 could stop between a release and its state, and leave an order `paid` that has one. */
  async function adopt(order: StoredOrder, newest: Composition): Promise<BuiltRelease> {
    if (order.state === 'paid')
      tellMoved(order, await orders.advance(order.id, { from: ['paid'], to: 'improving' }))
    return { version: newest.version }
  }

  function tellMoved(order: StoredOrder, moved: boolean) {
    if (moved) observe.reached(order, 'improving')
  }

  /** @returns the newest itself where nothing is to be added to it */
  async function nextComposition(order: StoredOrder, newest: Composition | null) {
    if (newest === null) return firstComposition(order)
    const sections = sectionsOf(order, await outcomes.ofOrder(order.id))
    const isOfAnswers = revisionIn(newest) === revisionOf(order)
    if (isOfAnswers && !hasNewContent(newest, sections)) return newest
    return composeRelease(newest.version + 1, order, sections, newest)
  }

  /** @returns false when the answers were corrected meanwhile: nothing is published then */
  async function publish(order: StoredOrder, composition: Composition, pack: BoundPack) {
    const { version } = composition
    const { zip, sha256, bytes, manifestSha256 } = pack
    await blobs.of(order.id).put(packKey(sha256), zip)
    const file = { sha256, bytes, manifestSha256 }
    const stands = await releases.publish(order.id, version, file, revisionOf(order))
    if (stands === null) throw new NotEntitled(order.id)
    if (stands === 'corrected') return false
    if (stands.sha256 !== sha256) observe.differed(order.id, version)
    tellMoved(order, stands.moved)
    if (!stands.first) return true
    observe.published({ tier: order.tier, version, degraded: isReleaseDegraded(composition) })
    if (version === 1 && order.paidAt) observe.ready(order, order.paidAt)
    return true
  }
}
