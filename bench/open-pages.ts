import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { type ClientRequest, get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { freePort } from '../dev/free-port.ts'
import { findPostgres, postgresInstallLine } from '../dev/postgres.ts'
import { openShop, type Shop } from '../dev/shop.ts'
import { sideBySide } from '../orders/release/side-by-side.ts'
import type { WorkerName } from '../pack/queues.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { withServers } from './servers.ts'
import { buy, paidTo, until } from './shop-orders.ts'
import { round } from './statistics.ts'

const pages = 1_000
/** That they show, twenty pages each: one address may land with as many orders in a minute. */
const orders = 50
/** Pages that one network address may follow; each of these is an address of its own (`api/seats.ts`). */
const ofAddress = 20
/** Milliseconds between two looks of a page that is not followed (`api/assets/live.js`). */
const pause = 10_000
/** Milliseconds over which queries are counted. */
const span = 20_000

const script = join(import.meta.dirname, '..', 'api', 'server.ts')

/** Memory and queries of an API process with a thousand open order pages. */
export async function openPages({ say, signal }: Bench): Promise<readonly Figure[] | Skipped> {
  if (process.platform !== 'linux') return { skipped: 'Only Linux says what a process takes up.' }
  if (findPostgres() === null) return { skipped: `PostgreSQL is absent: ${postgresInstallLine}` }
  return withServers(say, async ({ temporal, createDatabase }) => {
    const databaseUrl = await createDatabase('pages')
    const environment = { LATE_UPGRADE_WINDOW: 'P1D' }
    const workers: readonly WorkerName[] = ['orders', 'assembly']
    const shop = await openShop({ temporal, databaseUrl, workers, environment })
    const api = await startApi(shop, signal)
    try {
      say(`delivering ${orders} orders`)
      const tokens = await deliverAll(shop, signal)
      return [await measure(shop, api, tokens, say, signal)]
    } finally {
      api.kill()
      await shop.close()
    }
  })
}

/** Models are away, so they stay open: their pages have something to wait for. */
async function deliverAll(shop: Shop, signal: AbortSignal): Promise<string[]> {
  const tokens: string[] = []
  await sideBySide(2, Array(orders).keys(), async () => {
    const order = await buy(shop)
    await paidTo(1, shop, order, signal)
    tokens.push(order.token)
  })
  return tokens
}

interface Api {
  readonly port: number
  readonly memory: () => number
  readonly kill: () => void
}

/** A process of its own, so that its memory holds nothing of servers and customers. */
async function startApi({ settings }: Shop, signal: AbortSignal): Promise<Api> {
  const port = await freePort()
  const own = { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, METRICS_PORT: '0' }
  const env = { ...process.env, ...settings, ...own }
  const child = spawn(process.execPath, [script], { env, stdio: 'ignore' })
  await until(signal, 'the API', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
    return answer?.ok ?? false
  })
  const memory = () => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1_024
  }
  return { port, memory, kill: () => void child.kill('SIGKILL') }
}

async function measure(
  shop: Shop,
  api: Api,
  tokens: readonly string[],
  say: Bench['say'],
  signal: AbortSignal,
): Promise<Figure> {
  const idle = await queriesPerSecond(shop, signal)
  const before = api.memory()
  const opened = await Promise.all(Array.from({ length: pages }, (_, n) => open(api, tokens, n)))
  const followed = opened.filter(({ isFollowed }) => isFollowed).length
  say(`${followed} pages are followed`)
  const streams = (await queriesPerSecond(shop, signal)) - idle
  const polling = opened.filter(({ isFollowed }) => !isFollowed)
  const timers = polling.map(({ look }, n) =>
    setTimeout(() => timers.push(setInterval(look, pause)), (n / polling.length) * pause),
  )
  const all = (await queriesPerSecond(shop, signal)) - idle
  const after = api.memory()
  for (const timer of timers) clearInterval(timer)
  for (const { request } of opened) request.destroy()
  return {
    figure: 'queries a second for each order whose open pages are followed',
    aim: { atMost: 1.1 },
    measured: round(streams / orders),
    unit: '1/s',
    detail: {
      'open pages': pages,
      'of orders': orders,
      'pages followed by a stream': followed,
      'queries a second for them, all together': round(streams),
      'queries a second with the other pages, which ask every ten seconds': round(all),
      'memory of the API process before, MiB': round(before),
      'memory with all pages open, MiB': round(after),
    },
    leavesOut: 'changes: nothing happens to the orders meanwhile; browsers, and the network.',
  }
}

interface OpenPage {
  readonly request: ClientRequest
  readonly isFollowed: boolean
  /** Asks for the page, as a browser does that has no stream. */
  readonly look: () => void
}

function open({ port }: Api, tokens: readonly string[], n: number): Promise<OpenPage> {
  const address = {
    host: '127.0.0.1',
    port,
    localAddress: `127.0.1.${1 + Math.floor(n / ofAddress)}`,
  }
  const path = `/orders/${tokens[n % tokens.length]}`
  const look = () => {
    const asked = get({ ...address, path, headers: { accept: 'text/html' } }, (page) =>
      page.resume(),
    )
    // One that is under way when the process is stopped.
    asked.once('error', () => {})
  }
  return new Promise((resolve, reject) => {
    const request = get({ ...address, path: `${path}/events` }, (answer) => {
      answer.on('error', () => {}).resume()
      resolve({ request, isFollowed: answer.statusCode === 200, look })
    }).once('error', reject)
  })
}

/** Of all processes on the database, by its own count of transactions: a query alone is one. */
async function queriesPerSecond({ site }: Shop, signal: AbortSignal): Promise<number> {
  const count = async () => {
    const { rows } = await sql<{ done: number }>`
      select (xact_commit + xact_rollback)::float8 as done from pg_stat_database
      where datname = current_database()`.execute(site.database.db)
    return rows[0]?.done ?? 0
  }
  // The server adds up what its connections did a second late.
  await sleep(2_000, undefined, { signal })
  const [began, before] = [performance.now(), await count()]
  await sleep(span, undefined, { signal })
  return ((await count()) - before) / ((performance.now() - began) / 1_000)
}
