import type { ReceivedLetter } from '../../clients/mail/letters.ts'
import type { LoggedRequest } from '../../clients/model-log.ts'
import type { createStripe } from '../../clients/stripe/stripe.ts'
import type {
  ListedDispute,
  ListedRefund,
  ListedSession,
  ServedCall,
  StoredFacts,
  StripeFacts,
} from '../../orders/audit/audited-order.ts'
import type { Reach } from '../../orders/audit/rule.ts'
import { type EndpointTier, endpointTiers } from '../../pack/order.ts'
import { callIdIn } from '../../pack/request-id.ts'
import { counted, type TellProgress } from './progress.ts'
import type { Spool } from './spool.ts'

type Payments = Pick<
  ReturnType<typeof createStripe>,
  'recentSessions' | 'recentMatters' | 'retrieveSession' | 'retrievePayment'
>

export interface OutsideSources {
  readonly payments: Payments
  /** Of what Stripe lists. ISO 8601, UTC. */
  readonly window: { readonly from: string; readonly until: string }
  /** Null: none is given. */
  readonly mail: AsyncIterable<ReceivedLetter> | null
  readonly modelLogs: readonly AsyncIterable<LoggedRequest>[]
  readonly progress: TellProgress
}

/** What those outside say, sorted by order, and Stripe once more where it is asked for. */
export async function readOutside(sources: OutsideSources, spool: Spool) {
  await spoolStripe(sources, spool)
  const letters = sources.mail && counted(sources.mail, 'letters', sources.progress)
  for await (const { order, ...letter } of letters ?? []) spool.add(order, 'letter', letter)
  const logs = await spoolCalls(sources, spool)
  const hasLogs = sources.modelLogs.length > 0

  const besides = (order: string) => ({
    received: sources.mail && spool.of<Omit<ReceivedLetter, 'order'>>(order, 'letter'),
    calls: hasLogs ? spool.of<ServedCall>(order, 'call') : null,
  })
  const listed = (order: string): StripeFacts => {
    const sessions = spool.of<ListedSession>(order, 'session')
    const intents = sessions.flatMap(({ paymentIntent }) => paymentIntent ?? [])
    return {
      sessions,
      refunds: intents.flatMap((intent) => spool.of<ListedRefund>(intent, 'refund')),
      disputes: intents.flatMap((intent) => spool.of<ListedDispute>(intent, 'dispute')),
    }
  }

  return {
    logs,
    given: new Set([...(hasLogs ? ['model logs'] : []), ...(sources.mail ? ['mail'] : [])]),

    async of({ id }: StoredFacts) {
      spool.note(id)
      return { stripe: listed(id), ...besides(id) }
    },

    async now(order: StoredFacts) {
      const known = listed(order.id).sessions.map(({ id }) => id)
      const ids = new Set([...known, ...order.unapplied.map(({ session }) => session)])
      if (order.sessionId !== null) ids.add(order.sessionId)
      return { stripe: await stripeNow(sources.payments, order.id, ids), ...besides(order.id) }
    },

    *unasked() {
      for (const id of spool.unasked('session')) yield { id, stripe: listed(id) }
    },
  }
}

/** What is of no order of ours is left out. A payment that was made by hand may say nothing of its order. */
async function spoolStripe(sources: OutsideSources, spool: Spool): Promise<void> {
  const { payments, window, progress } = sources
  const sessions = counted(payments.recentSessions(window), 'Checkout Sessions', progress)
  for await (const session of sessions)
    if (session.orderId !== null) spool.add(session.orderId, 'session', keptOf(session))
  const matters = counted(payments.recentMatters(window), 'refunds and disputes', progress)
  for await (const { kind, intent, matter, received } of matters)
    if (intent !== null) spool.add(intent, kind, { ...matter, intent, received })
}

function keptOf(session: ListedSession): ListedSession {
  const { id, status, paymentStatus, paymentIntent, created } = session
  const { currency, amountSubtotal, amountTotal } = session
  return {
    id,
    status,
    paymentStatus,
    paymentIntent,
    created,
    currency,
    amountSubtotal,
    amountTotal,
  }
}

/** A session that names another order pays for that one. */
async function stripeNow(
  payments: Payments,
  order: string,
  ids: ReadonlySet<string>,
): Promise<StripeFacts> {
  const sessions: ListedSession[] = []
  const refunds: ListedRefund[] = []
  const disputes: ListedDispute[] = []
  for (const id of ids) {
    const session = await payments.retrieveSession(id)
    if (session?.orderId !== order) continue
    sessions.push(keptOf(session))
    if (session.paymentIntent === null) continue
    const payment = await payments.retrievePayment(session.paymentIntent)
    const of = { intent: payment.intent, received: payment.amountReceived }
    refunds.push(...payment.refunds.map((refund) => ({ ...refund, ...of })))
    disputes.push(...payment.disputes.map((dispute) => ({ ...dispute, ...of })))
  }
  return { sessions, refunds, disputes }
}

/** @returns how far the logs of a tier's servers reach, all of them */
async function spoolCalls(sources: OutsideSources, spool: Spool): Promise<Logs> {
  const all: Logs[] = []
  for (const log of sources.modelLogs) {
    const reach: Logs = {}
    for await (const { at, request } of counted(log, 'logged calls', sources.progress)) {
      const call = callIdIn(request)
      if (call === null) continue
      const { order, ...rest } = call
      spool.add(order, 'call', { ...rest, at })
      reach[call.tier] = joined(reach[call.tier], at)
    }
    all.push(reach)
  }
  return Object.assign({}, ...endpointTiers.map((tier) => common(all, tier)))
}

type Logs = Partial<Record<EndpointTier, Reach>>

const joined = ({ from, until }: Reach = { from: '9', until: '' }, at: string): Reach => ({
  from: at < from ? at : from,
  until: at > until ? at : until,
})

/** What is in all logs that tell of the tier. */
function common(all: readonly Logs[], tier: EndpointTier): Logs {
  const reaches = all.flatMap((logs) => logs[tier] ?? [])
  const from = reaches
    .map((reach) => reach.from)
    .toSorted()
    .at(-1)
  const until = reaches.map((reach) => reach.until).toSorted()[0]
  return from === undefined || until === undefined ? {} : { [tier]: { from, until } }
}
