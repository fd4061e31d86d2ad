import { join } from 'node:path'
import type { Cluster } from '../postgres.ts'
import type { ServerProgram } from '../temporal-on-postgres.ts'
import { models } from './endpoints.ts'
import { environmentOf, type Place } from './place.ts'
import { createProgram, type Program } from './program.ts'
import type { pausable } from './schedule.ts'
import type { StorePart } from './store-part.ts'

type Part = (typeof pausable)[number]

/** All that runs, by what it is; of `api` and the workers two of each. */
export type Parts = Readonly<Record<Part, readonly Program[]>>

/** They run without Temporal, mail and models; a database and Stripe each of them waits for. */
const ours = ['api', 'orders', 'inference-4b', 'inference-32b'] as const

export const ownPrograms = (parts: Parts) => ours.flatMap((part) => parts[part])

/** Of each two that do the same, the first or the second. */
export const halfOf = (parts: Parts, which: 0 | 1) => ours.map((part) => parts[part][which]!)

/** What makes another build of the same sources. */
export const variablesOf = (build: number) => ({ BUILD_ID: `gameday-${build}` })

export const foreignPrograms = (parts: Parts) =>
  Object.values(parts)
    .flat()
    .filter((program) => !ownPrograms(parts).includes(program))

const root = join(import.meta.dirname, '..', '..')

export interface Foreign {
  readonly cluster: Cluster
  readonly temporal: ServerProgram
  /** Null: files are a folder. */
  readonly store: StorePart | null
  /** Is told where a model server is controlled, at each of its starts. */
  readonly controlled: (tier: '4b' | '32b', controlUrl: string) => void
}

/** What every process of ours is given. */
export function environmentIn(place: Place, store: StorePart | null): Record<string, string> {
  return { ...environmentOf(place), ...store?.environment }
}

export function createParts(place: Place, foreign: Foreign): Parts {
  const { cluster, temporal, store, controlled } = foreign
  const { ports, proxies, apis, logs } = place
  const environment = environmentIn(place, store)
  const node = (name: string, args: string[], more: Record<string, string> = {}, said = nobody) =>
    createProgram({
      name,
      command: process.execPath,
      args,
      logs,
      options: { env: { ...environment, ...more }, cwd: root },
      said,
    })
  const workers = (name: string, queues: string) =>
    [1, 2].map((n) => node(`${name} ${n}`, ['worker.ts', '--queues', queues]))
  const model = (tier: '4b' | '32b', port: number) => {
    const log = ['--log', place.modelLogs[tier]]
    const args = ['dev/stand-in-model.ts', '--port', `${port}`, '--model', models[tier], ...log]
    return [
      node(`model-${tier}`, args, {}, (line) => controlled(tier, JSON.parse(line).controlUrl)),
    ]
  }
  const webhook = `http://127.0.0.1:${proxies.webhooks}/webhooks/stripe`
  const stripeArgs = ['dev/fake-stripe.ts', '--port', `${ports.stripe}`, '--webhook', webhook]
  const mailArgs = ['dev/mail-sink.ts', '--port', `${ports.mail}`, '--folder', place.letters]
  return {
    database: [createProgram({ name: 'database', ...cluster, logs })],
    temporal: [createProgram({ name: 'temporal', ...temporal, logs })],
    stripe: [node('stripe', stripeArgs)],
    mail: [node('mail', mailArgs)],
    'model-4b': model('4b', ports.small),
    'model-32b': model('32b', ports.large),
    s3:
      store === null
        ? []
        : [createProgram({ name: 's3', ...store, logs, options: { env: store.env } })],
    api: apis.map((port, n) => node(`api ${n + 1}`, ['api/server.ts'], { PORT: `${port}` })),
    orders: workers('orders', 'orders,assembly,upkeep'),
    'inference-4b': workers('inference-4b', 'inference-4b-lora'),
    'inference-32b': workers('inference-32b', 'inference-32b-awq'),
  }
}

const nobody = (_line: string) => {}
