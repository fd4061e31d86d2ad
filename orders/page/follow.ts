import { setTimeout as sleep } from 'node:timers/promises'
import { isFinal } from '../../pack/order.ts'
import type { OrderStatus } from '../../pack/status.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'

/** Milliseconds between two looks at an order that somebody follows. */
const pause = 1_000

export interface FollowPorts {
  /** A text that is another as soon as the status may be; asked at every look. */
  readonly pulse: (orderId: string) => Promise<string | null>
  readonly orderById: (id: string) => Promise<StoredOrder | undefined>
  /** Asked only when the pulse has changed. */
  readonly status: (order: StoredOrder) => Promise<OrderStatus>
  /** Called at every look with the order as it was last read. */
  readonly seen: (order: StoredOrder) => void
}

export interface Viewer {
  /** Of the link by which the viewer came. */
  readonly linkGeneration: number
  /** The status as JSON: at once, and whenever it has changed. */
  readonly told: (status: string) => void
  /** The order is at a final state, or its link is another: nothing more will be told. */
  readonly over: () => void
}

/** @returns leaves; safe to call again */
export type Follow = (orderId: string, viewer: Viewer) => () => void

interface Feed {
  readonly viewers: Set<Viewer>
  /** Nobody follows any more. */
  readonly left: AbortController
  pulse: string | null
  order: StoredOrder | undefined
  said: string
}

/** Follows orders for any number of viewers; however many there are, an order is looked at once. */
export function createFollow(ports: FollowPorts): Follow {
  const feeds = new Map<string, Feed>()

  return (orderId, viewer) => {
    const feed = feeds.get(orderId) ?? open(orderId)
    feed.viewers.add(viewer)
    if (feed.said !== '') tell(feed, viewer)
    return () => {
      feed.viewers.delete(viewer)
      if (feed.viewers.size > 0) return
      feed.left.abort()
      if (feeds.get(orderId) === feed) feeds.delete(orderId)
    }
  }

  function open(orderId: string): Feed {
    const left = new AbortController()
    const feed: Feed = { viewers: new Set(), left, pulse: null, order: undefined, said: '' }
    feeds.set(orderId, feed)
    void run(orderId, feed)
    return feed
  }

  async function run(orderId: string, feed: Feed) {
    const { signal } = feed.left
    while (!signal.aborted) {
      // Where the database does not answer, the next look may find it.
      await look(orderId, feed).catch(() => {})
      for (const viewer of feed.viewers) if (feed.order) endFor(feed.order, viewer)
      await sleep(pause, null, { signal }).catch(() => {})
    }
  }

  async function look(orderId: string, feed: Feed) {
    const pulse = await ports.pulse(orderId)
    if (pulse !== feed.pulse) await read(orderId, feed)
    feed.pulse = pulse
    if (feed.order) ports.seen(feed.order)
  }

  async function read(orderId: string, feed: Feed) {
    const order = await ports.orderById(orderId)
    if (order === undefined) return
    const said = JSON.stringify(await ports.status(order))
    feed.order = order
    if (said === feed.said) return
    feed.said = said
    for (const viewer of feed.viewers) tell(feed, viewer)
  }
}

/** What is told holds the order's link, which is for nobody who has an older one. */
function tell({ order, said }: Feed, viewer: Viewer) {
  if (viewer.linkGeneration === order?.linkGeneration) viewer.told(said)
}

function endFor(order: StoredOrder, { linkGeneration, over }: Viewer) {
  if (isFinal(order.state) || linkGeneration !== order.linkGeneration) over()
}
