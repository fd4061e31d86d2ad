import { setTimeout as sleep } from 'node:timers/promises'
import type { Shop } from '../dev/shop.ts'
import type { Behaviour } from '../dev/stand-in-model/behaviour.ts'
import { buy, handled, type PaidOrder, paidTo, partsOf, until } from './shop-orders.ts'

/** Of assembly's saturation. */
const share = 0.5
/** How much more the flood asks for than its endpoint can serve. */
const excess = 10
/** Calls that the endpoint works on at the same time. */
export const concurrency = 8
/** Paid at once to find the saturation. */
const burst = 24
/** Milliseconds of flood before it is called one. */
const rise = 10_000

export interface Load {
  /** Self-serve orders a second that the assembly workers can deliver. */
  readonly saturation: number
  /** Self-serve orders a second. */
  readonly arrivals: number
  /** Model calls of a self-serve order. */
  readonly calls: number
  /** Answers a second that the 4B stand-in can give. */
  readonly served: number
}

/** The heaviest load that the definition of the figure asks for, from what this machine can do. */
export async function sizeLoad(shop: Shop, signal: AbortSignal): Promise<Load> {
  const first = await buy(shop)
  await paidTo(2, shop, first, signal)
  const calls = await partsOf(shop, first)
  const saturation = await saturationOf(shop, signal)
  const arrivals = share * saturation
  return { saturation, arrivals, calls, served: (arrivals * calls) / excess }
}

/** v1 deliveries a second when many orders are paid at once, the model being away. */
export async function saturationOf(shop: Shop, signal: AbortSignal): Promise<number> {
  await shop.small.behave('away')
  const ordered = await Promise.all(Array.from({ length: burst }, () => shop.order()))
  const deliveries = ordered.map(async ({ order, token, url }) => {
    const paid = await shop.buyer.pay(url)
    return paid + (await paidTo(1, shop, { order, token, paid }, signal))
  })
  const times = await Promise.all(deliveries)
  return ((burst - 1) * 1_000) / (Math.max(...times) - Math.min(...times))
}

export interface Flooded<T> {
  readonly result: T
  /** Milliseconds from payment to v1, of each order of the flood. */
  readonly selfServe: readonly number[]
}

/** `overloaded` answers far fewer than ask it; `useless` all, and none of its texts can be used. */
export type SmallModel = 'overloaded' | 'useless'

function behaviourOf(small: SmallModel, { served }: Load): Behaviour {
  if (small === 'useless') return { mode: 'not-json' }
  return { mode: 'slow', latency: (concurrency * 1_000) / served }
}

/** Does the work under the flood, then lets the flood run off, so that what follows starts at rest. */
export async function underFlood<T>(
  shop: Shop,
  load: Load,
  small: SmallModel,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<Flooded<T>> {
  const stop = new AbortController()
  await shop.small.behave(behaviourOf(small, load))
  const stopped = AbortSignal.any([stop.signal, signal])
  const flooding = handled(orderUntil(stopped, shop, load.arrivals))
  try {
    await sleep(rise, undefined, { signal })
    const result = await work()
    stop.abort()
    const orders = await flooding
    const selfServe = await Promise.all(orders.map((order) => paidTo(1, shop, order, signal)))
    await drain(shop, orders, load, signal)
    return { result, selfServe }
  } finally {
    stop.abort()
    await Promise.allSettled([flooding])
  }
}

/** Orders at random intervals, as independent customers come. @returns them, when told to stop */
async function orderUntil(stop: AbortSignal, shop: Shop, arrivals: number): Promise<PaidOrder[]> {
  const orders: Promise<PaidOrder>[] = []
  while (!stop.aborted) {
    orders.push(handled(buy(shop)))
    const pause = (-Math.log(1 - Math.random()) * 1_000) / arrivals
    await sleep(pause, undefined, { signal: stop }).catch(() => {})
  }
  return Promise.all(orders)
}

async function drain(
  shop: Shop,
  orders: readonly PaidOrder[],
  { calls }: Load,
  signal: AbortSignal,
): Promise<void> {
  await shop.small.behave('up')
  for (const paid of orders) {
    const settled = await until(signal, `the first round of ${paid.order}`, async () => {
      const recorded = await shop.site.outcomes.ofOrder(paid.order)
      return recorded.length >= calls && recorded
    })
    if (settled.some(({ outcome }) => outcome.source !== 'none'))
      await paidTo(2, shop, paid, signal)
  }
}
