import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { escapeIdentifier } from 'pg'
import type { EndpointTier } from '../../pack/order.ts'
import { askPostgres } from '../ask-postgres.ts'
import { createCluster } from '../postgres.ts'
import type { Behaviour } from '../stand-in-model/behaviour.ts'
import { openLinks } from './links.ts'
import { createParts, environmentIn, foreignPrograms, ownPrograms, variablesOf } from './parts.ts'
import type { Place } from './place.ts'
import type { OwnEnd, Program, Stuck } from './program.ts'
import type { HouseKind } from './schedule.ts'
import { objectStore } from './store-part.ts'
import { provideTemporal } from './temporal.ts'
import { until } from './until.ts'

/** Every part as a process of its own, with a link that misbehaves between those that call each other. */
export type House = Awaited<ReturnType<typeof openHouse>>

const run = promisify(execFile)

/** What a model does when nothing is put to it: a call takes long enough to be cut off. */
const well: Behaviour = { mode: 'up', latency: 300 }

export async function openHouse(place: Place, kind: HouseKind, say: (line: string) => void) {
  const cluster = createCluster(place.ports.database)
  const { controlled, model } = createControls()
  const temporal = await provideTemporal(kind === 'full' ? 'postgres' : 'dev-server', place, say)
  const store = kind === 'full' ? await objectStore(place) : null
  const parts = createParts(place, { cluster, temporal: temporal.program, store, controlled })
  const links = await openLinks(place, kind)
  const all = [...Object.values(parts).flat(), ...links.programs]
  const environment = environmentIn(place, store)
  const shop = environment['PUBLIC_URL']!
  const stripe = `http://127.0.0.1:${place.ports.stripe}`
  const remove = () => {
    store?.remove()
    cluster.remove()
  }
  const release = outlivedByNone(all, remove)

  return {
    place,
    parts,
    links: links.byName,
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
      for (const program of ownPrograms(parts)) program.start(variablesOf(1))
      await until('the shop serves', async () => (await fetch(`${shop}/healthz`)).ok)
      await nameEndpoint(stripe, shop)
      await Promise.all([settle(environment), admitJudge(environment)])
    },

    ownEnds: (): OwnEnd[] => all.flatMap(({ ownEnds }) => ownEnds),

    /** Who did not end when told to, and when. */
    stuck: (): Stuck[] => all.flatMap(({ name, stuck }) => stuck.map((at) => ({ name, at }))),

    async stop(): Promise<void> {
      await Promise.all(ownPrograms(parts).map((program) => program.stop()))
      await Promise.all(Object.values(links.byName).map((link) => link.close()))
      await Promise.all(all.map((program) => program.kill()))
      release()
      remove()
    },
  }
}

/** Whatever ends this process, nothing that it started stays behind. @returns what undoes that */
function outlivedByNone(programs: readonly Program[], remove: () => void): () => void {
  const killAll = () => {
    for (const program of programs) program.signal('SIGKILL')
    remove()
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
  const controls = new Map<EndpointTier, string>()
  const wanted: Record<EndpointTier, Behaviour> = { '4b': well, '32b': well, judge: well }

  async function tell(tier: EndpointTier): Promise<boolean> {
    const body = JSON.stringify(wanted[tier])
    const signal = AbortSignal.timeout(2_000)
    const url = `${controls.get(tier)}/_stand-in/behaviour`
    return (await fetch(url, { method: 'POST', body, signal })).ok
  }

  /** Settles when it does as wanted, which may be after a pause. @param behaviour null: it is well again */
  async function model(tier: EndpointTier, behaviour: Behaviour | null): Promise<void> {
    wanted[tier] = behaviour ?? well
    await until(`the ${tier} model does as it is told`, () => tell(tier))
  }

  /** Who is started anew has forgotten it. */
  function controlled(tier: EndpointTier, url: string): void {
    controls.set(tier, url)
    void tell(tier).catch(() => {})
  }

  return { model, controlled }
}

/** Deliveries go by a proxy of their own; the reconciliation shall find the shop's address at Stripe. */
async function nameEndpoint(stripe: string, shop: string): Promise<void> {
  const body = new URLSearchParams({ url: `${shop}/webhooks/stripe` })
  await fetch(`${stripe}/_fake/endpoint`, { method: 'POST', body })
}

/** By setting: value and why. */
const policies = {
  // Orders of one sample firm would share their texts, and no model would be asked any more.
  cache: ['false', 'each order is to ask the models'],
  // A thousand orders in ten minutes are more than a shop has in an hour; those of an order stay as they are.
  tierSoftLimit: ['500', 'all orders of the day come in one hour'],
  tierHardLimit: ['1000', 'all orders of the day come in one hour'],
} as const

async function settle(env: NodeJS.ProcessEnv): Promise<void> {
  const cwd = join(import.meta.dirname, '..', '..')
  for (const [key, [value, why]] of Object.entries(policies)) {
    const args = ['commands/settings.ts', 'set', key, value, '--by', 'gameday', '--why', why]
    await run(process.execPath, args, { env, cwd })
  }
}

/** Milliseconds until those who write know that the judge decides. */
const known = 11_000

/** As an operator measures it; before the first text is written it decides everywhere. */
async function admitJudge(env: NodeJS.ProcessEnv): Promise<void> {
  const cwd = join(import.meta.dirname, '..', '..')
  const args = ['commands/judge.ts', 'calibrate', '--by', 'gameday']
  // What is measured is its word, and not how soon a busy machine has it.
  const patient = { ...env, INFERENCE_JUDGE_TIMEOUTS: '60,60,120' }
  await run(process.execPath, args, { env: patient, cwd })
  await sleep(known)
}

function urlOf({ ports }: Place, database: string): string {
  return `postgres://postgres@127.0.0.1:${ports.database}/${database}`
}

async function createDatabase(place: Place): Promise<boolean> {
  const name = escapeIdentifier(place.database)
  await askPostgres(urlOf(place, 'postgres'), `create database ${name}`)
  return true
}
