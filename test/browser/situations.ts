import type { Mode } from '../../dev/stand-in-model/behaviour.ts'
import type { OrderState, Tier } from '../../pack/order.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { choose, downloaded, otherSession } from '../api/calls.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { takeBack } from '../store/taken-back.ts'

/** Every way in which an order's page can look. */
export const situations = [
  'awaiting-payment',
  'payment-pending',
  'payment-failed',
  'expired',
  'parked-unpaid',
  'paid',
  'improving',
  'improving-late',
  'complete',
  'by-the-smaller-model',
  'complete-degraded',
  'complete-withheld',
  'parked-delivered',
  'revoked',
] as const

export type Situation = (typeof situations)[number]

export interface Situated {
  /** Of the order's page, absolute. */
  readonly url: string
  readonly status: OrderStatus
}

export type Situations = Readonly<Record<Situation, Situated>>

/** Two shops, and an order in each situation, driven there as customers, Stripe and models would. */
export async function openSituations() {
  const idle = await openShop({ workers: [], settleAfterMs: hour })
  const busy = await openShop({ environment: { LATE_UPGRADE_WINDOW: 'P1D' } })
  const orders = { ...(await waitingOrders(idle)), ...(await movingOrders(busy)) }
  const close = async () => {
    await busy.close()
    await idle.close()
  }
  return { shop: busy, orders: orders as Situations, close }
}

const hour = 3_600_000

/** Where no worker is, and debits take long, orders stay where they are. */
async function waitingOrders(shop: Shop): Promise<Partial<Situations>> {
  const unpaid = await shop.order()
  const pending = await shop.order()
  await choose(pending.url, 'async-paid')
  const mismatched = await shop.order()
  await choose(await otherSession(shop, mismatched.order, { unit_amount: 100 }), 'paid')
  const paid = await paidAt(shop, hour)
  const rescued = await paidAt(shop, -hour)
  await downloaded(shop, rescued)
  return {
    'awaiting-payment': await find(shop, unpaid.token, () => true),
    'payment-pending': await find(shop, pending.token, inState('payment-pending')),
    'parked-unpaid': await find(shop, mismatched.token, isParked),
    paid: await find(shop, paid, inState('paid')),
    improving: await find(shop, rescued, inState('improving')),
  }
}

/** Paid so many milliseconds from now. */
async function paidAt(shop: Shop, fromNow: number): Promise<string> {
  const { order, token } = await shop.buy()
  await shop.until(token, inState('paid'))
  await shop.site.database.db
    .updateTable('orders')
    .set({ paid_at: new Date(Date.now() + fromNow).toISOString() })
    .where('id', '=', order)
    .execute()
  return token
}

async function movingOrders(shop: Shop): Promise<Partial<Situations>> {
  const [failed, expired] = [await shop.order(), await shop.order()]
  await choose(failed.url, 'async-failed')
  await choose(expired.url, 'expired')
  const complete = await bought(shop, 'up', isComplete)
  const degraded = await bought(shop, 'refusing', isComplete)
  const withheld = await bought(shop, 'refusing', isComplete, 'full')
  const parked = await bought(shop, 'refusing', isComplete)
  await shop.site.orders.raise(parked.order, 'parked', 'The disk was full.')
  const revoked = await bought(shop, 'refusing', isComplete)
  await takeBack(shop.site.orders, revoked.order)
  // Last, and the models stay away: one that is back wakes whoever waits for it.
  await shop.large.behave('away')
  await shop.small.behave('up')
  const fallen = await shop.buy('full')
  await shop.until(fallen.token, isSecond)
  const late = await bought(shop, 'away', isLate)
  return {
    'payment-failed': await find(shop, failed.token, inState('payment-failed')),
    expired: await find(shop, expired.token, inState('expired')),
    'improving-late': await find(shop, late.token, isLate),
    complete: await find(shop, complete.token, isComplete),
    'by-the-smaller-model': await find(shop, fallen.token, isSecond),
    'complete-degraded': await find(shop, degraded.token, isComplete),
    'complete-withheld': await find(shop, withheld.token, isComplete),
    'parked-delivered': await find(shop, parked.token, isParked),
    revoked: await find(shop, revoked.token, inState('revoked')),
  }
}

/** An order, once models that behave like this have made of it what is wanted. */
async function bought(shop: Shop, mode: Mode, wanted: Wanted, tier: Tier = 'self-serve') {
  await behave(shop, mode)
  const ordered = await shop.buy(tier)
  await shop.until(ordered.token, wanted)
  return ordered
}

const behave = (shop: Shop, mode: Mode) =>
  Promise.all([shop.small.behave(mode), shop.large.behave(mode)])

async function find(shop: Shop, token: string, wanted: Wanted): Promise<Situated> {
  const status = await shop.until(token, wanted)
  return { url: `${shop.publicUrl}/orders/${token}`, status }
}

type Wanted = (status: OrderStatus) => boolean

const inState =
  (wanted: OrderState): Wanted =>
  ({ state }) =>
    state === wanted

const isSecond: Wanted = ({ release }) => release?.version === 2

const isParked: Wanted = ({ attention }) => attention === 'parked'

/** The first round is over, and the next one is hours away. */
const isLate: Wanted = ({ sections }) =>
  sections.length > 0 && sections.every(({ reason }) => reason === 'unreachable')
