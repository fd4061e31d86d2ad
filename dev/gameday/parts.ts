import { join } from 'node:path'
import type { EndpointTier } from '../../pack/order.ts'
import type { Cluster } from '../postgres.ts'
import type { ServerProgram } from '../temporal-on-postgres.ts'
import { candidateModel, models } from './endpoints.ts'
import { environmentOf, type Place } from './place.ts'
import { createProgram, type Program } from './program.ts'
import type { pausable } from './schedule.ts'
import type { StorePart } from './store-part.ts'

type Part = (typeof pausable)[number]

/** All that runs, by what it is; of `api` and the workers two of each, of the judge's one. */
export type Parts = Readonly<Record<Part, readonly Program[]>>

/** They run without Temporal, mail and models; a database and Stripe each of them waits for. */
export const ours = ['api', 'orders', 'inference-4b', 'inference-32b', 'inference-judge'] as const

export const ownPrograms = (parts: Parts) => ours.flatMap((part) => parts[part])

/** Of each two that do the same, the first or the second; what runs once is the first. */
export const halfOf = (parts: Parts, which: 0 | 1) =>
  ours.flatMap((part) => parts[part][which] ?? [])

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
  readonly controlled: (tier: EndpointTier, controlUrl: string) => void
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
  const worker = (name: string, queues: string) => node(name, ['worker.ts', '--queues', queues])
  const workers = (name: string, queues: string) =>
    [1, 2].map((n) => worker(`${name} ${n}`, queues))
  const model = (tier: EndpointTier, port: number, more: readonly string[] = []) => {
    const served = ['--port', `${port}`, '--model', models[tier], ...more]
    const args = ['dev/stand-in-model.ts', ...served, '--log', place.modelLogs[tier]]
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
    'model-4b': model('4b', ports.small, ['--model', candidateModel, '--worse', candidateModel]),
    'model-32b': model('32b', ports.large),
    'model-judge': model('judge', ports.judge, ['--faulty', place.labels]),
    s3:
      store === null
        ? []
        : [createProgram({ name: 's3', ...store, logs, options: { env: store.env } })],
    api: apis.map((port, n) => node(`api ${n + 1}`, ['api/server.ts'], { PORT: `${port}` })),
    orders: workers('orders', 'orders,assembly,upkeep'),
    'inference-4b': workers('inference-4b', 'inference-4b-lora'),
    'inference-32b': workers('inference-32b', 'inference-32b-awq'),
    'inference-judge': [worker('inference-judge', 'inference-judge')],
  }
}

const nobody = (_line: string) => {}
