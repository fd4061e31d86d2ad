import { isDeepStrictEqual } from 'node:util'
import type { Dispute, FraudWarning, Refund } from '../../pack/payment.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import type { PaymentMatter } from '../money/follow-payment.ts'
import type { Fulfil } from '../money/fulfil.ts'
import type { Reporter } from './finding.ts'
import { createGoingOn } from './going-on.ts'
import { reportMove } from './moved.ts'

/** What was created from one moment until before another; ISO 8601, UTC, whole seconds. */
export interface Window {
  readonly from: string
  readonly until: string
}

interface RecentEvent {
  readonly eventId: string
  readonly type: string
  readonly objectId: string
  /** Of a session: the order that it names. */
  readonly orderId: string | null
}

type RecentMatter = { readonly order: string | null } & (
  | { readonly kind: 'refund'; readonly matter: Refund }
  | { readonly kind: 'dispute'; readonly matter: Dispute }
  | { readonly kind: 'radar.early_fraud_warning'; readonly matter: FraudWarning }
)

export interface RecentPorts {
  readonly orders: { byId(id: string): Promise<StoredOrder | undefined> }
  readonly payments: {
    recentSessions(window: Window): AsyncIterable<{ id: string; orderId: string | null }>
    recentMatters(window: Window): AsyncIterable<RecentMatter>
    recentEvents(window: Window): AsyncIterable<RecentEvent>
  }
  readonly inbox: {
    /** @returns whether the event had not arrived */
    addMissed(event: RecentEvent): Promise<boolean>
  }
  readonly fulfil: Fulfil
  readonly followPayment: (matter: PaymentMatter, id: string) => Promise<void>
  readonly observe: { notReconciled(what: string, error: unknown): void }
}

/**
 * Holds what Stripe lists of a time against what we know: sessions of orders that we do not have,
 * refunds, disputes and warnings that an order does not know, and events that never arrived. A
 * session that names no order is not ours.
 */
export function createLookThrough(ports: RecentPorts) {
  const { orders, payments, inbox, fulfil, followPayment } = ports
  const goingOn = createGoingOn(ports.observe)

  return async (window: Window, stop: AbortSignal, report: Reporter) => {
    const seen = new Set<string>()
    const look = async (session: string, order: string | null) => {
      stop.throwIfAborted()
      if (order === null || seen.has(session)) return
      seen.add(session)
      await lookAtSession(session, order, report)
    }
    for await (const { id, orderId } of payments.recentSessions(window)) await look(id, orderId)
    for await (const one of payments.recentMatters(window)) await lookAtMatter(one, report)
    for await (const event of payments.recentEvents(window)) {
      await look(event.objectId, event.orderId)
      if (await inbox.addMissed(event)) report.found(lost(event))
    }
  }

  async function lookAtSession(session: string, id: string, report: Reporter) {
    const order = await orders.byId(id)
    if (order === undefined) return report.found(unknown(session, id))
    // The order's own session is looked up while it is open, and told of by events.
    if (order.sessionId === session) return
    const after = await goingOn(session, fulfil(session))
    reportMove(report, session, order, after ?? order)
  }

  async function lookAtMatter(recent: RecentMatter, report: Reporter) {
    const { order: id, kind, matter } = recent
    if (id === null) return
    const order = await orders.byId(id)
    if (order === undefined) return report.found(unknown(matter.id, id))
    if (isKnown(order, recent)) return
    await goingOn(matter.id, followPayment(kind, matter.id))
    reportMove(report, matter.id, order, (await orders.byId(id)) ?? order)
  }
}

function isKnown({ payment }: StoredOrder, { kind, matter }: RecentMatter): boolean {
  if (payment === null) return false
  const all = {
    refund: payment.refunds,
    dispute: payment.disputes,
    'radar.early_fraud_warning': payment.fraudWarnings,
  }[kind]
  return all.some((known) => isDeepStrictEqual(known, matter))
}

function lost({ eventId, type, objectId, orderId }: RecentEvent) {
  const what = `Event ${eventId} (${type}, ${objectId}) never arrived; it is acted on now.`
  return { kind: 'lost-event', order: orderId, what } as const
}

function unknown(object: string, order: string) {
  const what = `${object} at Stripe is for ${order}, which is no order of ours: find out whose it is, and give back what was paid.`
  return { kind: 'unknown-order', order, what } as const
}
