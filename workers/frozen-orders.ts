import type { FrozenOrder } from '../pack/order.ts'

/** What never changes of an order and a revision of its answers; what became of it is asked anew. */
export interface BoughtOrder extends FrozenOrder {
  readonly email: string
}

type Find = (id: string, revision: number) => Promise<BoughtOrder | undefined>

/** Orders that are kept: more than a process writes for at a time, less than a burden to its memory. */
const usual = 64

/** Milliseconds for which one is kept at most: of an order that is erased nothing stays in memory. */
const longest = 600_000

/**
 * The orders that were asked for last, each read once for all of its parts; always the same object,
 * so that what is derived from it may be kept beside it.
 */
export function createFrozenOrders(find: Find, most = usual, life = longest): Find {
  const kept = new Map<string, ReturnType<Find>>()
  return async (id, revision) => {
    const key = `${id} ${revision}`
    const known = kept.get(key)
    const found = known ?? find(id, revision)
    kept.delete(key)
    kept.set(key, found)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    const forget = () => kept.get(key) === found && kept.delete(key)
    if (known === undefined) setTimeout(forget, life).unref()
    const order = await found.catch((error: unknown) => {
      forget()
      throw error
    })
    if (order === undefined) forget()
    return order
  }
}
