import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

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

/**
 * What lies between clients and servers. It is well, or misbehaves in one way:
 *
 * - `delay`: each packet comes late.
 * - `drop`: no packet comes through, either way, and nobody is told; what was sent arrives afterwards.
 * - `reset`: connections break, those that are open and those that are tried.
 * - `half-open`: the server is gone from connections that are open, and the client hears nothing of it.
 * - `throttle`: a trickle comes through.
 */
export function createNetwork() {
  const pairs = new Set<Pair>()
  /** Whose server is gone, and whose client must not hear of it. */
  const halves = new Set<Pair>()
  const state: { way: Way | null } = { way: null }
  let changed = Promise.withResolvers<void>()

  function halve(pair: Pair): void {
    pairs.delete(pair)
    halves.add(pair)
    pair.server.destroy()
  }

  /** @returns when one side sends no more */
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
    if (state.way === 'delay') await sleep(delay)
    while (state.way === 'drop') await changed.promise
    if (state.way !== 'throttle') return write(chunk, to)
    for (let at = 0; at < chunk.length; at += trickle) {
      await sleep(tenth)
      await write(chunk.subarray(at, at + trickle), to)
    }
  }

  return {
    isDown: () => state.way === 'reset',

    /** @param way null: it is well again */
    behave(way: Way | null): void {
      if (way === 'reset') breakAll(pairs)
      breakAll(halves)
      state.way = way
      if (way === 'half-open') for (const pair of pairs) halve(pair)
      changed.resolve()
      changed = Promise.withResolvers()
    },

    join(client: Socket, server: Socket): void {
      const pair = { client, server }
      pairs.add(pair)
      void pump(client, server, pair)
      void pump(server, client, pair)
    },

    /** As a fail-over leaves them: whoever was connected learns that the other side knows nothing of it. */
    breakAll: () => breakAll(pairs),
  }
}

async function write(chunk: Buffer, to: Socket): Promise<void> {
  if (to.destroyed || to.write(chunk)) return
  await Promise.race([once(to, 'drain'), once(to, 'close')]).catch(() => {})
}

function breakAll(pairs: Set<Pair>): void {
  for (const { client, server } of pairs) {
    client.resetAndDestroy()
    server.destroy()
  }
  pairs.clear()
}
