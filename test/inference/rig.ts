import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sectionPlans } from '../../catalogue/catalogue.ts'
import { orderOf as frozen } from '../../commands/eval/answers.ts'
import { createMemoryBreakers } from '../../dev/memory-breakers.ts'
import { goodAnswer } from '../../dev/stand-in-model/writer.ts'
import { type StandInModel, startStandInModel } from '../../dev/stand-in-model.ts'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import type { Budgets } from '../../inference/admit/admitted.ts'
import type { Guarded } from '../../inference/guard/guarded.ts'
import { createInference } from '../../inference/inference.ts'
import type { Ask } from '../../inference/job/ask.ts'
import { type Assignment, assignmentFor } from '../../inference/job/assignment.ts'
import type { Limits } from '../../inference/job/timeouts.ts'
import type { Calls, Opening } from '../../inference/ledger/ledger.ts'
import { type Endpoint, endpointsFromUrls } from '../../inference/route/endpoints.ts'
import type { Pause } from '../../inference/route/pause.ts'
import { type Settings, standardSettings } from '../../inference/settings/settings.ts'
import type { Clock } from '../../inference/stage.ts'
import type { Attempt, Closing } from '../../pack/attempt.ts'
import type { Answers, FrozenOrder } from '../../pack/order.ts'
import type { Outcome, PartKey } from '../../pack/outcome.ts'

const samples = join(import.meta.dirname, '..', '..', 'dev', 'samples')

function answersIn(file: string): Answers {
  return JSON.parse(readFileSync(join(samples, file), 'utf8')) as Answers
}

export function orderOf(answers: Answers): FrozenOrder {
  return { ...frozen(answers), id: 'ord_test' }
}

const email = 'owner@harbour-lettings.example'

export const order = orderOf(answersIn('gdpr.json'))

/** The orders of all sample firms, the main one first. */
export const orders: readonly FrozenOrder[] = [
  order,
  ...readdirSync(join(samples, 'gdpr')).map((file) => orderOf(answersIn(join('gdpr', file)))),
]

export function askFor(artefact: string, changes: Partial<Ask> = {}): Ask {
  const deadline = Date.now() + 60_000
  return { order, email, artefact, part: '', round: 1, tier: '4b', deadline, ...changes }
}

/** One ask for each part that an order needs written. */
export function asksOf(of: FrozenOrder): Ask[] {
  return sectionPlans(of).flatMap(({ id, parts }) =>
    parts.map((part) => askFor(id, { order: of, part })),
  )
}

export function assignmentOf(ask: Ask): Assignment {
  const assignment = assignmentFor(ask)
  if (assignment === null) throw new Error(`There is no artefact ${ask.artefact}.`)
  return assignment
}

/** What the stand-in writes when it is asked for this. */
export function standInAnswer(ask: Ask): unknown {
  const { prompt, wireSchema: schema } = assignmentOf(ask)
  return goodAnswer({
    model: 'any',
    messages: [{ role: 'user', content: prompt.user }],
    response_format: { type: 'json_schema', json_schema: { name: ask.artefact, schema } },
  })
}

/** Recorded outcomes in memory, where the first writer wins; the store's own suite has all its rules. */
export function createMemoryCalls() {
  const outcomes = new Map<string, Outcome>()
  const attempts: Attempt[] = []
  const closings: Partial<Closing>[] = []
  const idOf = (key: PartKey) => [key.order, key.artefact, key.part, key.round].join('/')
  return {
    attempts,
    closings,
    async open(key: PartKey): Promise<Opening> {
      const orderKey = new Uint8Array([1])
      const reusable = { text: null, writer: 'nobody' } as const
      const recorded = outcomes.get(idOf(key)) ?? null
      return { isEntitled: true, recorded, orderKey, breakers: [], reusable }
    },
    async close(key: PartKey, closing: Pick<Closing, 'outcome' | 'attempts' | 'log'>) {
      closings.push(closing)
      attempts.push(...closing.attempts)
      const stands = outcomes.get(idOf(key)) ?? closing.outcome
      if (stands) outcomes.set(idOf(key), stands)
      return stands
    },
  } satisfies Calls & { attempts: Attempt[]; closings: Partial<Closing>[] }
}

/** Waits are short where servers are slow on purpose. */
export function shortLimits(whole: number, margin: number, least = 0): Limits {
  const patience = { first: whole, between: whole, whole }
  return {
    call: { '4b': patience, '32b': patience, judge: patience },
    least: { '4b': least, '32b': least, judge: least },
    margin,
  }
}

export const boundless: Budgets = {
  reserve: async () => ({ verdict: 'admitted', scope: null, full: [] }),
}

export const unobserved = { reserved() {}, settled() {}, overBudget() {} }

export interface RigOptions {
  readonly endpoints?: (servers: readonly StandInModel[]) => readonly Endpoint[]
  readonly servers?: number
  readonly limits?: Limits
  readonly pause?: Pause
  readonly budgets?: Budgets
  readonly contextTokens?: number
  readonly settings?: Partial<Settings> | undefined
  readonly slots?: number
  readonly clock?: Clock
  /** Milliseconds; nothing is held back when left out. */
  readonly quarantine?: number
  readonly observeGuard?: (guarded: Guarded) => void
  /** In the place of `settings`: they may change. */
  readonly settingsOf?: () => Promise<Settings>
}

/** Real servers that misbehave on request, and an inference in front of them. */
export async function openRig({
  servers: count = 1,
  limits,
  pause = async () => {},
  contextTokens,
  settings,
  slots = 32,
  clock = Date.now,
  quarantine = 0,
  ...rest
}: RigOptions = {}) {
  const start = () => startStandInModel({ models: ['base', 'adapter'], contextTokens })
  const servers = await Promise.all(Array.from({ length: count }, start))
  const urls = servers.map(({ url }) => url)
  const tier = (of: '4b' | '32b') =>
    endpointsFromUrls({ tier: of, urls, model: 'adapter', key: null }).map((one) => ({
      ...one,
      slots,
    }))
  const endpoints = rest.endpoints?.(servers) ?? [...tier('4b'), ...tier('32b')]
  const attempts: Attempt[] = []
  const calls = createMemoryCalls()
  const breakers = createMemoryBreakers()
  const changes = {
    breakerChanged: () => {},
    breakerNotStored: (error: unknown) => {
      throw error
    },
  }
  const inference = createInference({
    unprintable: unsupportedCharacters,
    endpoints,
    settingsOf: rest.settingsOf ?? (async () => ({ ...standardSettings, ...settings })),
    calls,
    admission: { budgets: rest.budgets ?? boundless, observe: unobserved },
    clock,
    breakers: { store: breakers, quarantine, observe: changes },
    observe: (attempt) => attempts.push(attempt),
    observeGuard: rest.observeGuard,
    reuse: { texts: { look: async () => ({ text: null, writer: 'nobody' }) }, observe: () => {} },
    pause,
    ...(limits ? { limits } : {}),
  })
  const server = servers[0]!
  return {
    server,
    servers,
    calls,
    breakers,
    attempts,
    inference,
    verdicts: () => attempts.map(({ verdict }) => verdict),
    write: async (ask: Ask, signal = new AbortController().signal) =>
      (await inference.write(ask, signal)).outcome,
    close: () => Promise.all(servers.map((one) => one.close())),
  }
}
