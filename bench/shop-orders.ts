import { setTimeout as sleep } from 'node:timers/promises'
import { sectionPlans } from '../catalogue/catalogue.ts'
import type { Shop } from '../dev/shop.ts'
import type { Tier } from '../pack/order.ts'

/** Milliseconds between two looks. The times measured are the database's, whenever it is looked. */
const pause = 200

/** Milliseconds after which nothing more is expected to come. */
const usualPatience = 120_000

export interface PaidOrder {
  readonly order: string
  readonly token: string
  /** Epoch milliseconds, before the payment page was asked. */
  readonly paid: number
}

let customers = 0

/** Of another customer each: what one may have is no part of any measurement. */
export async function buy(shop: Shop, tier: Tier = 'self-serve'): Promise<PaidOrder> {
  const { order, token, url } = await shop.order(tier, `customer-${customers++}@example.com`)
  return { order, token, paid: await shop.buyer.pay(url) }
}

/** Milliseconds from payment until the release was published. */
export async function paidTo(
  version: number,
  shop: Shop,
  { order, paid }: PaidOrder,
  signal: AbortSignal,
): Promise<number> {
  const release = await until(signal, `v${version} of ${order}`, async () => {
    const releases = await shop.site.releases.published(order)
    return releases.find((one) => one.version === version)
  })
  return Date.parse(release.publishedAt) - paid
}

/** How many calls to a model an order asks for in one round. */
export async function partsOf(shop: Shop, { order }: PaidOrder): Promise<number> {
  const stored = await shop.site.orders.byId(order)
  if (stored === undefined) throw new Error(`The shop knows no order ${order}.`)
  return sectionPlans(stored).flatMap(({ parts }) => parts).length
}

/** Looks until there is something to see. */
export async function until<T>(
  signal: AbortSignal,
  what: string,
  look: () => Promise<T | undefined | false>,
  patience = usualPatience,
): Promise<T> {
  const giveUp = Date.now() + patience
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > giveUp) throw new Error(`Waited in vain for ${what}.`)
    await sleep(pause, undefined, { signal })
  }
}

/** Keeps a rejection for whoever awaits the promise later; Node would end the process before. */
export function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}
