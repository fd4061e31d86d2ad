import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { createCluster } from '../postgres.ts'
import type { Behaviour } from '../stand-in-model/behaviour.ts'
import { createParts, environmentIn, foreignPrograms, ownPrograms } from './parts.ts'
import type { Place } from './place.ts'
import type { OwnEnd, Program } from './program.ts'
import { type Proxy, startProxy } from './proxy.ts'
import { type HouseKind, type LinkName, links } from './schedule.ts'
import { objectStore } from './store-part.ts'
import { provideTemporal } from './temporal.ts'

/** Every part as a process of its own, with a proxy between those that call each other. */
export type House = Awaited<ReturnType<typeof openHouse>>

const run = promisify(execFile)

type ModelServer = '4b' | '32b'

/** What a model does when nothing is put to it: a call takes long enough to be cut off. */
const well: Behaviour = { mode: 'up', latency: 300 }

/** Milliseconds until all of it has to serve. */
const patience = 120_000

export async function openHouse(place: Place, kind: HouseKind, say: (line: string) => void) {
  const cluster = createCluster(place.ports.database)
  const { controlled, model } = createControls()
  const temporal = await provideTemporal(kind === 'full' ? 'postgres' : 'dev-server', place, say)
  const store = kind === 'full' ? await objectStore(place) : null
  const parts = createParts(place, { cluster, temporal: temporal.program, store, controlled })
  const proxies = await startProxies(place)
  const all = Object.values(parts).flat()
  const environment = environmentIn(place, store)
  const shop = environment['PUBLIC_URL']!
  const stripe = `http://127.0.0.1:${place.ports.stripe}`
  const release = outlivedByNone(all)

  return {
    place,
    parts,
    proxies,
    model,
    /** The object store's disk. */
    fillDisk: (isFull: boolean) => store?.fill(isFull),
    shop,
    stripe,
    /** Of our own processes. */
    environment,
    /** Past the proxy: who counts is not to be hindered. */
    databaseUrl: urlOf(place, place.database),

    async start(): Promise<void> {
      for (const program of parts.database) program.start()
      await until('PostgreSQL takes connections', () => createDatabase(place))
      await temporal.prepare()
      for (const program of foreignPrograms(parts)) program.start()
      await until('Temporal serves', temporal.isServing)
      for (const program of ownPrograms(parts)) program.start()
      await until('the shop serves', async () => (await fetch(`${shop}/healthz`)).ok)
      await nameEndpoint(stripe, shop)
      await writeEachText(environment)
    },

    ownEnds: (): OwnEnd[] => all.flatMap(({ ownEnds }) => ownEnds),

    /** @returns the names of those of ours that did not end when they were told to */
    async stop(): Promise<string[]> {
      const own = ownPrograms(parts)
      const ended = await Promise.all(own.map((program) => program.stop()))
      await Promise.all(all.map((program) => program.kill()))
      await Promise.all(Object.values(proxies).map((proxy) => proxy.close()))
      release()
      cluster.remove()
      store?.remove()
      return own.filter((_, at) => !ended[at]).map(({ name }) => name)
    },
  }
}

/** Whatever ends this process, nothing that it started stays behind. @returns what undoes that */
function outlivedByNone(programs: readonly Program[]): () => void {
  const killAll = () => {
    for (const program of programs) program.signal('SIGKILL')
  }
  const end = () => process.exit(130)
  const signals = ['SIGINT', 'SIGTERM'] as const
  process.once('exit', killAll)
  for (const signal of signals) process.once(signal, end)
  return () => {
    process.off('exit', killAll)
    for (const signal of signals) process.off(signal, end)
  }
}

/** What model servers are told, wherever they listen to it since their last start. */
function createControls() {
  const controls = new Map<ModelServer, string>()

  /** @param wanted null: it is well again */
  async function model(tier: ModelServer, wanted: Behaviour | null): Promise<void> {
    const body = JSON.stringify(wanted ?? well)
    const url = `${controls.get(tier)}/_stand-in/behaviour`
    await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(2_000) }).catch(() => {})
  }

  function controlled(tier: ModelServer, url: string): void {
    controls.set(tier, url)
    void model(tier, null)
  }

  return { model, controlled }
}

async function startProxies({ ports, proxies, apis }: Place) {
  const upstreams: Readonly<Record<LinkName, readonly number[]>> = {
    database: [ports.database],
    temporal: [ports.temporal],
    stripe: [ports.stripe],
    mail: [ports.mail],
    'model-4b': [ports.small],
    'model-32b': [ports.large],
    webhooks: apis,
    shop: apis,
    s3: [ports.s3],
  }
  const started = links.map(
    async (link) => [link, await startProxy(proxies[link], upstreams[link])] as const,
  )
  return Object.fromEntries(await Promise.all(started)) as Readonly<Record<LinkName, Proxy>>
}

/** Deliveries go by a proxy of their own; the reconciliation shall find the shop's address at Stripe. */
async function nameEndpoint(stripe: string, shop: string): Promise<void> {
  const body = new URLSearchParams({ url: `${shop}/webhooks/stripe` })
  await fetch(`${stripe}/_fake/endpoint`, { method: 'POST', body })
}

/** Orders of one sample firm would share their texts, and no model would be asked any more. */
async function writeEachText(env: NodeJS.ProcessEnv): Promise<void> {
  const why = ['--by', 'gameday', '--why', 'each order is to ask the models']
  const args = ['commands/settings.ts', 'set', 'cache', 'false', ...why]
  const cwd = join(import.meta.dirname, '..', '..')
  await run(process.execPath, args, { env, cwd })
}

function urlOf({ ports }: Place, database: string): string {
  return `postgres://postgres@127.0.0.1:${ports.database}/${database}`
}

async function createDatabase(place: Place): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(place, 'postgres') })
  await client.connect()
  try {
    await client.query(`create database ${pg.escapeIdentifier(place.database)}`)
    return true
  } finally {
    await client.end()
  }
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const giveUp = Date.now() + patience
  while (!(await holds().catch(() => false))) {
    if (Date.now() > giveUp) throw new Error(`Waited ${patience / 1_000} s in vain until ${what}.`)
    await sleep(250)
  }
}
