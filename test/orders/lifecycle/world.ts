import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { createTellCorrections } from '../../../orders/correct/tell-corrections.ts'
import { createFulfil } from '../../../orders/money/fulfil.ts'
import { createLeaveUnapplied } from '../../../orders/money/leave-unapplied.ts'
import { createPayBack } from '../../../orders/money/pay-back.ts'
import { createBuildRelease } from '../../../orders/release/build-release.ts'
import type { Print } from '../../../orders/release/print-pack.ts'
import { createComplete } from '../../../orders/run/complete.ts'
import { createOpenOrder, createPlanTailoring } from '../../../orders/run/open-order.ts'
import { createSettleRound } from '../../../orders/run/settle-round.ts'
import { isEntitled, type OrderState, unfinishedStates } from '../../../pack/order.ts'
import type { NotWritten, PartKey } from '../../../pack/outcome.ts'
import type { Sealed } from '../../../store/sealing.ts'
import { createStores } from '../../../store/stores.ts'
import { textBy } from '../text-by.ts'
import { orderOf } from './answers.ts'
import { createBank, received } from './bank.ts'
import { createRuns } from './run.ts'

/** Lets every call of these ports wait for its turn. */
export type Interleave = <T extends object>(name: string, ports: T) => T

/** What is against an order from the start. */
export interface Fate {
  /** The model does not write the briefing: never, or not the first time. */
  readonly briefing: 'comes' | 'never' | 'asked again'
  /** Why. */
  readonly reason: 'refused' | 'unreachable'
  /** What is paid for is not what was ordered. */
  readonly differs: boolean
}

const timeouts = { queue: 1, attempt: 1, whole: 1 }
export const clock = () => new Date('2026-11-21T12:00:00.000Z')
export const observe = new Proxy({}, { get: () => () => {} }) as never

/**
 * One full order with all who act on it: the use cases and the store are the real ones; Stripe, the
 * model and Temporal are told of in a few lines.
 */
export async function createWorld(database: Sealed, interleave: Interleave, fate: Fate) {
  // What lives before this one left to be paid back is due by and by, whoever asks.
  await database.db.deleteFrom('refund_requests').execute()
  const store = createStores(database)
  const press = createPress(store)
  const ports = {
    orders: interleave('orders', store.orders),
    outcomes: interleave('outcomes', store.outcomes),
    releases: interleave('releases', press.releases),
    requests: interleave('requests', store.refundRequests),
  }
  const { orders, outcomes, releases, requests } = ports
  const order = await store.orders.create(orderOf(received))
  const sessionId = `cs_${order.id}`
  await store.orders.setSession(order.id, sessionId, 'https://checkout.stripe.com/x')
  const bank = createBank(`pi_${order.id}`)
  const model = createModel(fate, outcomes)
  const buildRelease = createBuildRelease({
    ...{ orders, outcomes, releases, print, observe },
    blobs: { of: () => ({ put: async () => {} }) },
  })
  const own = createRuns(
    {
      openOrder: createOpenOrder({
        ...{ orders, outcomes, clock, timeouts: { '4b': timeouts, '32b': timeouts } },
        ...{ lateWindow: 0, searchable: false },
      }),
      buildRelease,
      planTailoring: createPlanTailoring({ orders, outcomes }),
      settleRound: createSettleRound({
        ...{ orders, outcomes, releases, observe },
        ...{ looks: store.looks, reviews: store.reviews },
      }),
      completeOrder: createComplete({ orders, releases, smallerModelRefund: 0, observe }),
      write: model.write,
    },
    order.id,
  )
  const runs = interleave('temporal', { ...own, corrected: everyOther(own.corrected) })
  const stripe = interleave('stripe', {
    retrieveSession: async () => sessionOf(order, bank.status(), fate.differs),
    retrievePayment: async () => bank.payment(),
    createRefund: bank.createRefund,
    expireSession: async () => bank.expire(),
  })
  const leaveUnapplied = createLeaveUnapplied({ orders, observe })
  const fulfil = createFulfil({ orders, payments: stripe, runs, leaveUnapplied, clock, observe })
  const tell = createTellCorrections({
    orders: {
      told: orders.told,
      untold: async () => (await orders.untold(1_000)).filter(({ id }) => id === order.id),
    },
    ...{ runs, observe },
  })

  return {
    ...{
      order: order.id,
      fate,
      bank,
      asked: model.asked,
      publishedIn: press.publishedIn,
      store,
      ports,
      runs,
      stripe,
      fulfil,
      tell,
    },
    runsEnded: own.ended,
    runEnds: own.ends,
    loops: {
      fulfil: () => fulfil(sessionId),
      payBack: createPayBack({
        ...{ requests, orders, payments: stripe, fulfil, limit: received, observe },
      }),
      tellCorrections: tell.rest,
      /** As a download does that comes before any worker. */
      async rescue() {
        const now = await orders.byId(order.id)
        if (now && isEntitled(now.state)) await buildRelease(order.id).catch(unlessTakenBack)
      },
      async sweep() {
        const now = await orders.byId(order.id)
        if (now && unfinishedStates.includes(now.state)) await runs.ensureRunning()
      },
    },
    /** What waits for its time is due. */
    timePasses: () =>
      sql`update refund_requests set due_at = now() where order_id = ${order.id}`.execute(
        database.db,
      ),
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>

/** @returns with how often it was asked for what, of which answers */
function createModel({ briefing, reason }: Fate, outcomes: World['ports']['outcomes']) {
  const asked = new Map<string, number>()
  let isAskedAgain = false

  function isMissing(): boolean {
    const isFirst = !isAskedAgain
    isAskedAgain = true
    return briefing === 'never' || (briefing === 'asked again' && isFirst)
  }

  async function write(key: PartKey): Promise<NotWritten | null> {
    const { artefact, part, revision = 1 } = key
    if (artefact === 'briefing' && isMissing()) return { source: 'none', reason }
    const what = `${artefact}/${part} of ${revision}`
    asked.set(what, 1 + (asked.get(what) ?? 0))
    await outcomes.record(key, { ...textBy('32b'), content: { words: randomUUID() } })
    return null
  }

  return { write, asked }
}

/** @returns with the state of the order at each publication */
function createPress({ orders, releases }: ReturnType<typeof createStores>) {
  const publishedIn: OrderState[] = []
  const publish: typeof releases.publish = async (id, ...file) => {
    const { state } = (await orders.byId(id))!
    const publication = await releases.publish(id, ...file)
    if (publication !== null && publication !== 'corrected') publishedIn.push(state)
    return publication
  }
  return { releases: { ...releases, publish }, publishedIn }
}

/** Temporal is away each second time, from the first on. */
function everyOther<Args extends unknown[]>(call: (...args: Args) => Promise<void>) {
  let calls = 0
  return async (...args: Args) => {
    calls += 1
    if (calls % 2 === 1) throw new Error('Temporal is away.')
    await call(...args)
  }
}

export function unlessTakenBack(error: unknown) {
  if (!(error instanceof Error && error.name === 'NotEntitled')) throw error
}

/** Another file for other answers, too. */
export const print: Print = async ({ answers }, composition) => {
  const zip = Buffer.from(JSON.stringify([answers, composition]))
  const sha256 = createHash('sha256').update(zip).digest('hex')
  return { zip, sha256, bytes: zip.length, manifestSha256: sha256 }
}

function sessionOf(
  { id, pack, tier, currency, amount }: ReturnType<typeof orderOf>,
  status: string,
  differs: boolean,
) {
  const isPaid = status === 'complete'
  return {
    ...{ id: `cs_${id}`, orderId: id, pack, tier, currency, status, quantity: 1 },
    paymentStatus: isPaid ? 'paid' : 'unpaid',
    paymentFailed: false,
    paymentIntent: isPaid ? `pi_${id}` : null,
    amountSubtotal: differs ? amount - 1 : amount,
    amountTotal: amount,
  }
}
