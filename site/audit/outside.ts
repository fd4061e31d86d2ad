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
import type { ModelTier } from '../../pack/order.ts'
import { callIdIn } from '../../pack/request-id.ts'
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
}

/** What those outside say, sorted by order, and Stripe once more where it is asked for. */
export async function readOutside(sources: OutsideSources, spool: Spool) {
  await spoolStripe(sources, spool)
  for await (const { order, ...letter } of sources.mail ?? []) spool.add(order, 'letter', letter)
  const logsFrom = await spoolCalls(sources.modelLogs, spool)
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
    logsFrom,
    given: new Set([...(hasLogs ? ['model logs'] : []), ...(sources.mail ? ['mail'] : [])]),

    async of({ id }: StoredFacts) {
      spool.note(id)
      return { stripe: listed(id), ...besides(id) }
    },

    async now(order: StoredFacts) {
      const known = listed(order.id).sessions.map(({ id }) => id)
      const ids = new Set([...known, ...order.unapplied.map(({ session }) => session)])
      if (order.sessionId !== null) ids.add(order.sessionId)
      return { stripe: await stripeNow(sources.payments, [...ids]), ...besides(order.id) }
    },

    *unasked() {
      for (const id of spool.unasked('session')) yield { id, stripe: listed(id) }
    },
  }
}

/** What is of no order of ours is left out. A payment that was made by hand may say nothing of its order. */
async function spoolStripe({ payments, window }: OutsideSources, spool: Spool): Promise<void> {
  for await (const session of payments.recentSessions(window))
    if (session.orderId !== null) spool.add(session.orderId, 'session', keptOf(session))
  for await (const { kind, intent, matter } of payments.recentMatters(window))
    if (intent !== null) spool.add(intent, kind, { ...matter, intent })
}

function keptOf({ id, status, paymentStatus, amountTotal, paymentIntent, created }: ListedSession) {
  return { id, status, paymentStatus, amountTotal, paymentIntent, created }
}

async function stripeNow(payments: Payments, ids: readonly string[]): Promise<StripeFacts> {
  const sessions: ListedSession[] = []
  const refunds: ListedRefund[] = []
  const disputes: ListedDispute[] = []
  for (const id of ids) {
    const session = await payments.retrieveSession(id)
    if (session === null) continue
    sessions.push(keptOf(session))
    if (session.paymentIntent === null) continue
    const { intent, ...payment } = await payments.retrievePayment(session.paymentIntent)
    refunds.push(...payment.refunds.map((refund) => ({ ...refund, intent })))
    disputes.push(...payment.disputes.map((dispute) => ({ ...dispute, intent })))
  }
  return { sessions, refunds, disputes }
}

/** @returns from when on the logs of a tier's servers reach, all of them */
async function spoolCalls(logs: OutsideSources['modelLogs'], spool: Spool): Promise<LogsFrom> {
  const all: LogsFrom[] = []
  for (const log of logs) {
    const first: LogsFrom = {}
    for await (const { at, request } of log) {
      const call = callIdIn(request)
      if (call === null) continue
      const { order, ...rest } = call
      spool.add(order, 'call', { ...rest, at })
      first[call.tier] = earlier(first[call.tier], at)
    }
    all.push(first)
  }
  return { ...latest(all, '4b'), ...latest(all, '32b') }
}

type LogsFrom = Partial<Record<ModelTier, string>>

const earlier = (one: string | undefined, other: string) =>
  one === undefined || other < one ? other : one

function latest(all: readonly LogsFrom[], tier: ModelTier): LogsFrom {
  const at = all
    .flatMap((first) => first[tier] ?? [])
    .toSorted()
    .at(-1)
  return at === undefined ? {} : { [tier]: at }
}
