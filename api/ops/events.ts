import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendEvents } from '../event-stream.ts'
import { type CountOne, limitedByAddress } from '../limits.ts'
import { notFound, Problem } from '../problem.ts'
import type { Guard } from './guard.ts'

/** Milliseconds between two looks at a page that somebody has open. */
const pause = 5_000
/** Milliseconds that a stream lasts; a browser that is still there opens another. */
const lifetime = 30 * 60_000
/** Streams that may be open at the same time. */
const most = 50

interface Options {
  readonly count: CountOne
  readonly guard: Guard
}

interface EventsRoute {
  Querystring: { page?: string }
}

/** What is told of each page: rooms alone, none that streams, signs in or takes something away. */
const room =
  /^\/ops\/((orders|batches|models|settings|incidents)(\/\w+)?|reviews((\/[\w.~-]+){5})?)(\?[\w=&%.@+-]*)?$/

/**
 * Server-sent events: `status` whenever what a page of `/ops` shows has changed. A stream asks for what the page itself
 * would be told, as the same visitor, so no page can be forgotten, and none is told who may not see it.
 */
export async function opsEventRoutes(app: FastifyInstance, { count, guard }: Options) {
  const open = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of open) end()
  })

  app.get<EventsRoute>(
    '/ops/events',
    { onRequest: [limitedByAddress(count), guard.atLeast('viewer')], exposeHeadRoute: false },
    async (request, reply) => {
      const { page = '' } = request.query
      if (!room.test(page)) throw notFound('page')
      if (open.size >= most) throw crowded
      const { stream, end } = streamOf(() => toldOf(request, page))
      open.add(end)
      stream.once('close', () => open.delete(end))
      return sendEvents(reply, stream)
    },
  )

  /** A hash of what the page shows; null: this visitor is shown nothing any more. @throws Error where it cannot be said now */
  async function toldOf({ headers, ip }: FastifyRequest, page: string): Promise<string | null> {
    const { cookie, authorization } = headers
    const answer = await app.inject({
      url: page,
      headers: { ...(cookie && { cookie }), ...(authorization && { authorization }) },
      remoteAddress: ip,
    })
    if (answer.statusCode === 429 || answer.statusCode >= 500) throw new Error(answer.body)
    if (answer.statusCode !== 200) return null
    return createHash('sha256').update(answer.rawPayload).digest('base64')
  }
}

/** One look after the other: a slow page is not asked for before it has answered. */
function streamOf(look: () => Promise<string | null>) {
  const left = new AbortController()
  const stream = new Readable({ read() {} }).once('close', () => left.abort())
  const say = (event: string) => stream.push(`event: ${event}\ndata: \n\n`)

  async function run(until: number) {
    let known: string | undefined
    while (!left.signal.aborted && Date.now() < until) {
      // What went wrong once may go well at the next look.
      const told = await look().catch(() => known)
      if (told === null) {
        say('status')
        break
      }
      say(known === undefined || known === told ? 'heartbeat' : 'status')
      known = told
      await sleep(pause, null, { signal: left.signal }).catch(() => {})
    }
    stream.push(null)
  }

  void run(Date.now() + lifetime)
  return { stream, end: () => left.abort() }
}

const crowded = new Problem(503, {
  title: 'Too many viewers',
  detail: 'More pages are kept up to date at the moment than we can.',
  remedy: 'Load the page again to see what has changed.',
})
