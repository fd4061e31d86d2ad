import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a network does to connections; `null`: it is well. */
export const ways = ['delay', 'drop', 'reset', 'half-open', 'throttle'] as const
export type Way = (typeof ways)[number]

/** Milliseconds by which `delay` holds back each packet. */
const delay = 400

/** What `throttle` lets through, in bytes a tenth of a second. */
const trickle = 2_048

const tenth = 100

interface Pair {
  readonly client: Socket
  readonly server: Socket
}

export type Proxy = Awaited<ReturnType<typeof startProxy>>

/**
 * A TCP proxy on loopback that misbehaves as it is told:
 *
 * - `delay`: each packet comes late.
 * - `drop`: no packet comes through, either way, and nobody is told; what was sent arrives afterwards.
 * - `reset`: connections break, those that are open and those that are tried.
 * - `half-open`: the server is gone from connections that are open, and the client hears nothing of it, not even that.
 * - `throttle`: a trickle comes through.
 *
 * @param upstreams ports on loopback, taken in turn; one that refuses is passed over
 */
export async function startProxy(port: number, upstreams: readonly number[]) {
  const pairs = new Set<Pair>()
  /** Whose server is gone, and whose client must not hear of it. */
  const halves = new Set<Pair>()
  let way: Way | null = null
  let changed = Promise.withResolvers<void>()
  let turn = 0

  function behave(next: Way | null): void {
    if (next === 'reset') breakAll(pairs)
    breakAll(halves)
    way = next
    if (next === 'half-open') for (const pair of pairs) halve(pair)
    changed.resolve()
    changed = Promise.withResolvers()
  }

  function halve(pair: Pair): void {
    pairs.delete(pair)
    halves.add(pair)
    pair.server.destroy()
  }

  function breakAll(those: Set<Pair>): void {
    for (const { client, server } of those) {
      client.resetAndDestroy()
      server.destroy()
    }
    those.clear()
  }

  const front = createServer({ pauseOnConnect: true }, (client) => {
    client.on('error', () => {})
    if (way === 'reset') return void client.resetAndDestroy()
    void join(client)
  })

  async function join(client: Socket): Promise<void> {
    const server = await reach()
    if (server === null || way === 'reset') {
      server?.destroy()
      client.resetAndDestroy()
      return
    }
    const pair = { client, server }
    pairs.add(pair)
    void pump(client, server, pair)
    void pump(server, client, pair)
  }

  /** The next upstream that takes a connection; null: none does. */
  async function reach(): Promise<Socket | null> {
    turn += 1
    for (let tried = 0; tried < upstreams.length; tried += 1) {
      const server = connect(upstreams[(turn + tried) % upstreams.length]!, '127.0.0.1')
      server.on('error', () => {})
      const taken = await Promise.race([once(server, 'connect'), once(server, 'close')])
        .then(() => !server.destroyed)
        .catch(() => false)
      if (taken) return server
    }
    return null
  }

  async function pump(from: Socket, to: Socket, pair: Pair): Promise<void> {
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) await pass(chunk, to)
      if (pairs.has(pair)) to.end()
    } catch {
      if (pairs.has(pair)) to.resetAndDestroy()
    } finally {
      if (from.destroyed && to.destroyed) pairs.delete(pair)
    }
  }

  async function pass(chunk: Buffer, to: Socket): Promise<void> {
    if (way === 'delay') await sleep(delay)
    while (way === 'drop') await changed.promise
    for (const part of way === 'throttle' ? partsOf(chunk) : [chunk]) {
      if (way === 'throttle') await sleep(tenth)
      if (to.destroyed) return
      if (!to.write(part))
        await Promise.race([once(to, 'drain'), once(to, 'close')]).catch(() => {})
    }
  }

  front.listen(port, '127.0.0.1')
  await once(front, 'listening')
  return {
    behave,
    /** As a fail-over leaves them: whoever was connected learns that the other side knows nothing of it. */
    breakAll: () => breakAll(pairs),
    async close(): Promise<void> {
      behave(null)
      breakAll(pairs)
      front.close()
    },
  }
}

function partsOf(chunk: Buffer): Buffer[] {
  const count = Math.ceil(chunk.length / trickle)
  return Array.from({ length: count }, (_, n) => chunk.subarray(n * trickle, (n + 1) * trickle))
}
