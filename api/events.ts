import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { StoredOrder } from '../orders/stored-order.ts'
import { isFinal } from '../pack/order.ts'
import { findOrder, type OrderRoute } from './find-order.ts'
import type { Shop } from './shop.ts'

/** Milliseconds between two looks at the order. */
const look = 1_000
/** Looks without news after which a comment keeps proxies from closing the stream. */
const quietLooks = 15

/** Server-sent events: `status` with the order's JSON whenever it changed; ends at a final state. */
export async function eventRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())

  app.get<OrderRoute>('/orders/:token/events', async (request, reply) => {
    const order = await findOrder(shop, request.params.token)
    const gone = new AbortController()
    request.raw.once('close', () => gone.abort())
    const over = AbortSignal.any([gone.signal, closing.signal])
    const stream = Readable.from(changes(shop, order, over))
    return reply.type('text/event-stream').header('cache-control', 'no-store').send(stream)
  })
}

async function* changes(shop: Shop, order: StoredOrder, over: AbortSignal) {
  let last = ''
  let quiet = 0
  while (!over.aborted) {
    const present = (await shop.orderById(order.id)) ?? order
    const said = JSON.stringify(await shop.status(present))
    if (said !== last) yield `event: status\ndata: ${said}\n\n`
    else if (++quiet % quietLooks === 0) yield ': still here\n\n'
    last = said
    if (isFinal(present.state)) return
    await sleep(look, null, { signal: over }).catch(() => {})
  }
}
