import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { isEntitled } from '../pack/order.ts'
import type { StoredOrder } from '../pack/stored-order.ts'
import { sendEvents } from './event-stream.ts'
import { findOrder, type OrderRoute } from './find-order.ts'
import { Problem } from './problem.ts'
import { createSeats } from './seats.ts'
import type { Shop } from './shop.ts'

/** Milliseconds. The page asks by itself when it has heard nothing for longer. */
const heartbeat = 15_000
/** Milliseconds that a stream lasts; a browser that is still there opens another. */
const lifetime = { paid: 30 * 60_000, unpaid: 10 * 60_000 }
/** Seconds after which a stream that was refused may be asked for again. */
const retryAfter = 60

/** Server-sent events: `status` with the order's JSON whenever it changed; ends at a final state. */
export async function eventRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  const seats = createSeats()
  const open = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of open) end()
  })

  app.get<OrderRoute>(
    '/orders/:token/events',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const order = await findOrder(shop, request.params.token)
      const unpaid = !isEntitled(order.state)
      const giveBack = seats.take({ order: order.id, address: request.ip, unpaid })
      if (typeof giveBack === 'string') {
        reply.header('retry-after', retryAfter)
        throw full[giveBack]
      }
      const { stream, end } = streamOf(order, unpaid ? lifetime.unpaid : lifetime.paid)
      open.add(end)
      stream.once('close', () => {
        open.delete(end)
        giveBack()
      })
      return sendEvents(reply, stream)
    },
  )

  function streamOf({ id, linkGeneration }: StoredOrder, lasts: number) {
    const over = () => {
      leave()
      clearInterval(beat)
      clearTimeout(life)
    }
    const end = () => {
      over()
      stream.push(null)
    }
    const stream = new Readable({ read() {} }).once('close', over)
    const say = (event: string, data = '') => stream.push(`event: ${event}\ndata: ${data}\n\n`)
    const told = (status: string) => say('status', status)
    const leave = shop.follow(id, { linkGeneration, told, over: end })
    const beat = setInterval(() => say('heartbeat'), heartbeat)
    const life = setTimeout(end, lasts)
    return { stream, end }
  }
}

const meanwhile = 'Ask for the order itself, as its page does by itself every few seconds.'

const crowded = (detail: string) =>
  new Problem(429, { title: 'Too many viewers', detail, remedy: meanwhile })

const full = {
  order: crowded('This order is open in more places at once than we keep up to date.'),
  address: crowded('More orders are followed from your address than we keep up to date.'),
  process: new Problem(503, {
    title: 'Too many viewers',
    detail: 'More orders are followed at the moment than we keep up to date.',
    remedy: meanwhile,
  }),
}
