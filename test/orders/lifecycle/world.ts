import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { createFulfil } from '../../../orders/money/fulfil.ts'
import { createLeaveUnapplied } from '../../../orders/money/leave-unapplied.ts'
import { createPayBack } from '../../../orders/money/pay-back.ts'
import { createBuildRelease } from '../../../orders/release/build-release.ts'
import type { Print } from '../../../orders/release/print-pack.ts'
import { createComplete } from '../../../orders/run/complete.ts'
import { createOpenOrder, createPlanTailoring } from '../../../orders/run/open-order.ts'
import { createSettleRound } from '../../../orders/run/settle-round.ts'
import { isEntitled, unfinishedStates } from '../../../pack/order.ts'
import type { Part } from '../../../pack/plan.ts'
import { createOutcomeStore } from '../../../store/calls/outcomes.ts'
import type { Db } from '../../../store/database/database.ts'
import { createPaymentStore } from '../../../store/money/payments.ts'
import { createRefundRequests } from '../../../store/money/refund-requests.ts'
import { createUnappliedPayments } from '../../../store/money/unapplied-payments.ts'
import { createOrderStore } from '../../../store/orders/orders.ts'
import { createReleaseStore } from '../../../store/orders/releases.ts'
import { firms } from '../../packs/firms.ts'
import { newOrder } from '../../store/new-order.ts'
import { textBy } from '../text-by.ts'
import { createBank, received } from './bank.ts'
import { createRuns } from './run.ts'

/** Lets every call of these ports wait for its turn. */
export type Interleave = <T extends object>(name: string, ports: T) => T

/** Of few sections. */
const firm = firms.find(({ name }) => name === 'sole-trader-poland')!

const timeouts = { queue: 1, attempt: 1, whole: 1 }
const clock = () => new Date('2026-11-21T12:00:00.000Z')

/**
 * One full order with all who act on it: the use cases and the store are the real ones; Stripe, the
 * model and Temporal are told of in a few lines.
 *
 * @param refuses the model never writes the briefing
 */
export async function createWorld(db: Db, interleave: Interleave, refuses: boolean) {
  const store = {
    orders: {
      ...createOrderStore(db),
      ...createPaymentStore(db),
      ...createUnappliedPayments(db),
    },
    outcomes: createOutcomeStore(db),
    releases: createReleaseStore(db),
    requests: createRefundRequests(db),
  }
  const orders = interleave('orders', store.orders)
  const outcomes = interleave('outcomes', store.outcomes)
  const releases = interleave('releases', store.releases)
  const frozen = newOrder({ tier: 'full', amount: received, answers: firm.answers })
  const order = await store.orders.create(frozen)
  const sessionId = `cs_${order.id}`
  await store.orders.setSession(order.id, sessionId, 'https://checkout.stripe.com/x')
  const bank = createBank(`pi_${order.id}`)
  const asked = new Map<string, number>()

  async function write({ artefact, part }: Part, round: number) {
    const key = `${artefact}/${part}`
    asked.set(key, 1 + (asked.get(key) ?? 0))
    if (refuses && artefact === 'briefing') return false
    const outcome = { ...textBy('32b'), content: { words: randomUUID() } }
    await outcomes.record({ order: order.id, artefact, part, round }, outcome)
    return true
  }

  const observe = new Proxy({}, { get: () => () => {} }) as never
  const buildRelease = createBuildRelease({
    orders,
    outcomes,
    releases,
    blobs: { put: async () => {} },
    print,
    observe,
  })
  const use = {
    openOrder: createOpenOrder({
      orders,
      outcomes,
      timeouts: { '4b': timeouts, '32b': timeouts },
      lateWindow: 0,
      searchable: false,
      clock,
    }),
    buildRelease,
    planTailoring: createPlanTailoring({ orders, outcomes }),
    settleRound: createSettleRound({ orders, outcomes, releases, observe }),
    completeOrder: createComplete({ orders, releases, smallerModelRefund: 0, observe }),
    write,
  }
  const runs = createRuns(use, order.id)
  const stripe = interleave('stripe', {
    retrieveSession: async () => sessionOf(order, sessionId, bank.isPaid()),
    retrievePayment: async () => bank.payment(),
    createRefund: bank.createRefund,
  })
  const leaveUnapplied = createLeaveUnapplied({ orders, observe })
  const fulfil = createFulfil({ orders, payments: stripe, runs, leaveUnapplied, clock, observe })
  const requests = interleave('requests', store.requests)
  const payBack = createPayBack({
    requests,
    orders,
    payments: stripe,
    fulfil,
    limit: received,
    observe,
  })

  return {
    order: order.id,
    bank,
    asked,
    store,
    fulfil: () => fulfil(sessionId),
    payBack,
    /** As a download does that comes before any worker. */
    async rescue() {
      const now = await orders.byId(order.id)
      if (now && isEntitled(now.state)) await buildRelease(order.id).catch(unlessTakenBack)
    },
    async sweep() {
      const now = await orders.byId(order.id)
      if (now && unfinishedStates.includes(now.state)) await runs.ensureRunning()
    },
    runsEnded: runs.ended,
    /** What waits for its time is due. */
    timePasses: () =>
      sql`update refund_requests set due_at = now() where order_id = ${order.id}`.execute(db),
  }
}

function unlessTakenBack(error: unknown) {
  if (!(error instanceof Error && error.name === 'NotEntitled')) throw error
}

const print: Print = async (_, composition) => {
  const zip = Buffer.from(JSON.stringify(composition))
  const sha256 = createHash('sha256').update(zip).digest('hex')
  return { zip, sha256, bytes: zip.length, manifestSha256: sha256 }
}

function sessionOf(
  { id, pack, tier, currency, amount }: ReturnType<typeof newOrder>,
  sessionId: string,
  isPaid: boolean,
) {
  return {
    id: sessionId,
    orderId: id,
    pack,
    tier,
    currency,
    status: isPaid ? 'complete' : 'open',
    paymentStatus: isPaid ? 'paid' : 'unpaid',
    paymentFailed: false,
    paymentIntent: isPaid ? `pi_${id}` : null,
    amountSubtotal: amount,
    amountTotal: amount,
    quantity: 1,
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>
