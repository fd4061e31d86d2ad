import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { lateness, trickle, type Way } from './link.ts'

/** Milliseconds between two drops of a trickle. */
const tick = 100

interface Pair {
  readonly client: Socket
  readonly server: Socket
}

/** How it is just now. */
interface Weather {
  way: Way | null
  /** Resolves at once unless packets are dropped, else when they are no more. */
  undropped(): Promise<void>
}

/**
 * What lies between clients and servers, as `Link` says; `drop` holds back also that a connection ends or is
 * tried, and of `half-open` connections the server is gone, while new ones are well.
 */
export function createNetwork() {
  const pairs = new Set<Pair>()
  /** Whose server is gone, and whose client must not hear of it. */
  const halves = new Set<Pair>()
  let changed = Promise.withResolvers<void>()
  const weather: Weather = {
    way: null,
    async undropped() {
      while (weather.way === 'drop') await changed.promise
    },
  }

  function halve(pair: Pair): void {
    pairs.delete(pair)
    halves.add(pair)
    pair.server.destroy()
  }

  return {
    /** Whether a connection that is tried comes to stand; settles when that is known. */
    async admits(): Promise<boolean> {
      await weather.undropped()
      return weather.way !== 'reset'
    },

    /** @param way null: it is well again */
    behave(way: Way | null): void {
      if (way === 'reset') breakAll(pairs)
      breakAll(halves)
      weather.way = way
      if (way === 'half-open') for (const pair of pairs) halve(pair)
      changed.resolve()
      changed = Promise.withResolvers()
    },

    join(client: Socket, server: Socket): void {
      const pair = { client, server }
      const isJoined = () => pairs.has(pair)
      pairs.add(pair)
      const both = [
        pump(client, server, weather, isJoined),
        pump(server, client, weather, isJoined),
      ]
      void Promise.all(both).then(() => pairs.delete(pair))
    },

    /** As a fail-over leaves them: whoever was connected learns that the other side knows nothing of it. */
    breakAll: () => breakAll(pairs),
  }
}

/** @returns when one side sends no more, and the other has heard of it where it shall */
async function pump(
  from: Socket,
  to: Socket,
  weather: Weather,
  isJoined: () => boolean,
): Promise<void> {
  let passed = Promise.resolve()
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      const due = weather.way === 'delay' ? sleep(lateness) : undefined
      passed = passed.then(() => due).then(() => pass(chunk, to, weather))
      // Late packets are under way together; all others one after the other.
      if (due === undefined) await passed
    }
    await passed.then(weather.undropped)
    if (isJoined()) to.end()
  } catch {
    await passed.then(weather.undropped)
    if (isJoined()) to.resetAndDestroy()
  }
}

async function pass(chunk: Buffer, to: Socket, weather: Weather): Promise<void> {
  await weather.undropped()
  if (weather.way !== 'throttle') return write(chunk, to)
  const most = trickle * tick
  for (let at = 0; at < chunk.length; at += most) {
    await sleep(tick)
    await write(chunk.subarray(at, at + most), to)
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
