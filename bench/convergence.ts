import { setTimeout as sleep } from 'node:timers/promises'
import { findPostgres, postgresInstallLine, startPostgres } from '../dev/postgres.ts'
import { type Breakers, createBreakers } from '../inference/route/breaker/breakers.ts'
import { serviceKey } from '../inference/route/breaker/keys.ts'
import { probePause } from '../inference/route/breaker/times.ts'
import { type Endpoint, endpointsFromUrls } from '../inference/route/endpoints.ts'
import { holdsBack } from '../pack/breaker.ts'
import { openDatabase } from '../store/database/database.ts'
import { createBreakerStore } from '../store/policy/breakers.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { vault } from './servers.ts'
import { quantile, round } from './statistics.ts'

/** Workers, each with a database pool of its own, and servers that fall one after another. */
const [workers, falls] = [8, 20]

const quarantine = 600_000

/** Milliseconds between two looks at what a worker knows. */
const tick = 5

/** How long it takes until all workers know of a server that one of them found dead. */
export async function convergence({ say, signal }: Bench): Promise<readonly Figure[] | Skipped> {
  if (findPostgres() === null) return { skipped: `PostgreSQL is absent: ${postgresInstallLine}` }
  const server = await startPostgres()
  const url = await server.createDatabase('convergence')
  const databases = []
  for (let n = 0; n < workers; n += 1)
    databases.push(await openDatabase({ url, folder: '', vault }))
  const stop = new AbortController()
  const all = databases.map(({ db }) => workerOn(createBreakerStore(db)))
  const looking = all.map((breakers) => look(breakers, AbortSignal.any([stop.signal, signal])))
  try {
    const times: number[] = []
    for (const endpoint of servers()) {
      signal.throwIfAborted()
      times.push(await fall(endpoint, all))
    }
    say(`${falls} servers fell`)
    return [figureOf(times)]
  } finally {
    stop.abort()
    await Promise.allSettled(looking)
    for (const database of databases) await database.close()
    await server.stop()
  }
}

function servers(): Endpoint[] {
  const urls = Array.from({ length: falls }, (_, n) => `http://10.0.0.1:${8_000 + n}/v1`)
  return endpointsFromUrls({ tier: '4b', urls, model: 'm', key: null })
}

function workerOn(store: ReturnType<typeof createBreakerStore>): Breakers {
  const observe = { breakerChanged() {}, breakerNotStored() {} }
  return createBreakers({ store, quarantine, clock: Date.now, observe })
}

/** What a worker does all the time, and would besides with each call; not all at the same moment. */
async function look(breakers: Breakers, stop: AbortSignal): Promise<void> {
  await sleep(Math.random() * probePause(quarantine), undefined, { signal: stop })
  while (!stop.aborted) {
    await breakers.refresh('4b')
    await sleep(probePause(quarantine), undefined, { signal: stop })
  }
}

/** @returns milliseconds from the failure that is one too many until the last worker holds back */
async function fall(endpoint: Endpoint, [first, ...others]: readonly Breakers[]): Promise<number> {
  const key = serviceKey(endpoint)
  const began = Date.now()
  const failed = { effect: 'counts', cause: 'server', retryAfter: null, order: null } as const
  for (let n = 0; n < 3; n += 1) await first!.tell(key, '4b', { type: 'failed', ...failed, began })
  const dead = performance.now()
  const knows = (one: Breakers) => {
    const state = one.find(key)?.state
    return state !== undefined && holdsBack(state, Date.now())
  }
  while (!others.every(knows)) await sleep(tick)
  return performance.now() - dead
}

function figureOf(times: readonly number[]): Figure {
  return {
    figure: `${workers} workers, one finds a server dead: until the last holds back, slowest of ${falls}`,
    aim: { atMost: 1_000 },
    measured: round(Math.max(...times)),
    unit: 'ms',
    detail: {
      'p50, ms': round(quantile(times, 0.5)),
      'looks of a worker, ms apart': probePause(quarantine),
    },
    leavesOut:
      'calls, each of which looks too, so that a busy worker knows sooner; processes and machines apart.',
  }
}
