import { randomUUID } from 'node:crypto'
import { callsOfSamples } from '../commands/eval/cases.ts'
import { createNotebook } from '../commands/eval/notebook.ts'
import { createMemoryBreakers } from '../dev/memory-breakers.ts'
import { goodAnswer } from '../dev/stand-in-model/writer.ts'
import { unsupportedCharacters } from '../documents/type/characters.ts'
import { admitted } from '../inference/admit/admitted.ts'
import { fitted } from '../inference/admit/fitted.ts'
import { checked } from '../inference/checks/checked.ts'
import type { Ask } from '../inference/job/ask.ts'
import { createJobs } from '../inference/job/create-jobs.ts'
import type { Job } from '../inference/job/job.ts'
import { defaultLimits } from '../inference/job/timeouts.ts'
import { ledger } from '../inference/ledger/ledger.ts'
import { observed } from '../inference/ledger/observed.ts'
import { passedOver } from '../inference/ledger/passed-over.ts'
import { reused } from '../inference/reuse/reused.ts'
import { breaker } from '../inference/route/breaker/breaker.ts'
import { createBreakers } from '../inference/route/breaker/breakers.ts'
import { informed } from '../inference/route/breaker/informed.ts'
import { createShapes } from '../inference/route/breaker/probes.ts'
import { bulkhead } from '../inference/route/bulkhead.ts'
import { type Endpoint, endpointsFromUrls } from '../inference/route/endpoints.ts'
import { pause } from '../inference/route/pause.ts'
import { routed, written } from '../inference/route/routed.ts'
import { tiered } from '../inference/route/tiered.ts'
import type { Tried, Turn } from '../inference/route/turn.ts'
import type { Stage } from '../inference/stage.ts'
import { noReply } from '../inference/wire/reply.ts'
import type { Outcome } from '../pack/outcome.ts'
import type { Bench, Figure } from './benchmark.ts'
import { quantile, round } from './statistics.ts'

/**
 * How often each call of the sample firms' orders goes through each stage before anything is measured,
 * as in a worker that has been up for some minutes, and then.
 */
const [warmUp, times] = [1, 3]

/** Endpoints of the tier. */
const [few, many] = [1, 64]

const none: Outcome = { source: 'none', reason: 'timeout' }
const { signal: never } = new AbortController()
const clock = Date.now

interface Case {
  readonly job: Job
  readonly turn: Turn
  readonly answered: Tried
}

/** Milliseconds of one pass through it, by its name. */
type Timed = ReadonlyMap<string, readonly number[]>

/** What each stage of the policy costs by itself: what stands behind it, and its store, answer at once. */
export async function stages({ say, signal }: Bench): Promise<readonly Figure[]> {
  say(`${few} endpoint`)
  const alone = await timed(few, signal)
  say(`${many} endpoints`)
  const beside = await timed(many, signal)
  return figuresOf(alone, beside)
}

function figuresOf(alone: Timed, beside: Timed): Figure[] {
  const half = (of: Timed, name: string) => quantile(of.get(name) ?? [], 0.5)
  const light = [...alone.keys()].filter((name) => name !== 'assignment' && name !== 'checked')
  const total = (of: Timed) => light.reduce((sum, name) => sum + half(of, name), 0)
  const slowest = light.toSorted((one, other) => half(alone, other) - half(alone, one))[0]!
  const leavesOut =
    'the store, the model and the wire; what many jobs at the same time cost each other.'
  return [
    {
      figure: `the slowest pure stage but the checks (${slowest}): p50 of a pass`,
      aim: { atMost: 1 },
      measured: round(half(alone, slowest)),
      unit: 'ms',
      detail: spreads(alone, light),
      leavesOut,
    },
    {
      figure: 'an answer held against all checks: p50 of a pass',
      aim: { atMost: 1 },
      measured: round(half(alone, 'checked')),
      unit: 'ms',
      detail: {
        'calls of the sample firms’ full orders': alone.get('checked')!.length / times,
        ...spreads(alone, ['checked', 'assignment']),
      },
      leavesOut,
    },
    {
      figure: `all of them but the checks with ${many} endpoints against ${few}`,
      aim: { atMost: 2 },
      measured: round(total(beside) / total(alone)),
      unit: '',
      detail: { [`${few}, ms`]: round(total(alone)), [`${many}, ms`]: round(total(beside)) },
      leavesOut,
    },
  ]
}

/** An assignment is made before the stages. */
function spreads(of: Timed, names: readonly string[]): Record<string, string> {
  const spread = (name: string) =>
    [0.5, 0.99].map((p) => round(quantile(of.get(name) ?? [], p))).join(' / ')
  return Object.fromEntries(names.map((name) => [`${name}, p50 / p99 ms`, spread(name)]))
}

async function timed(count: number, signal: AbortSignal): Promise<Timed> {
  const urls = Array.from({ length: count }, (_, n) => `http://10.0.0.1:${8_000 + n}/v1`)
  const endpoints = endpointsFromUrls({ tier: '32b', urls, model: 'm', key: null })
  const measured = new Map<string, number[]>()
  const note = (name: string, ms: number) => {
    const all = measured.get(name) ?? []
    all.push(ms)
    measured.set(name, all)
  }
  const all = await casesOf(endpoints, (ms) => note('assignment', ms))
  for (const [name, pass] of passesOf(endpoints)) {
    signal.throwIfAborted()
    for (const one of repeated(all, warmUp)) await pass(one)
    for (const one of repeated(all, times)) {
      const began = performance.now()
      await pass(one)
      note(name, performance.now() - began)
    }
  }
  return measured
}

const repeated = (all: readonly Case[], often: number) =>
  Array.from({ length: often }, () => all).flat()

async function casesOf(
  endpoints: readonly Endpoint[],
  note: (ms: number) => void,
): Promise<Case[]> {
  const jobFor = createJobs({ endpoints })
  const found: Case[] = []
  for (const { operation: _, ...key } of callsOfSamples()) {
    const ask: Ask = {
      ...key,
      email: 'a@b.example',
      round: 1,
      tier: '32b',
      deadline: clock() + 3_600_000,
    }
    await jobFor(ask, never)
    const began = performance.now()
    const job = await jobFor(ask, never)
    note(performance.now() - began)
    if (job !== null) found.push(caseOf(job))
  }
  return found
}

function caseOf(job: Job): Case {
  const [endpoint, ...fresh] = job.endpoints
  const patience = defaultLimits.call['32b']
  const turn = {
    id: randomUUID(),
    job,
    number: 1,
    endpoint: endpoint!,
    fresh,
    remark: '',
    patience,
  }
  const text = JSON.stringify(answerTo(job))
  const reply = { ...noReply(null, 'm'), text, finish: 'stop' }
  return { job, turn, answered: { reply, failure: null, faults: [], content: null } }
}

function answerTo({ ask, assignment: { prompt, wireSchema: schema } }: Job): unknown {
  return goodAnswer({
    model: 'm',
    messages: [{ role: 'user', content: prompt.user }],
    response_format: { type: 'json_schema', json_schema: { name: ask.artefact, schema } },
  })
}

function passesOf(endpoints: readonly Endpoint[]) {
  const outer =
    (stage: Stage<Job, Outcome>) =>
    ({ job }: Case) =>
      stage(job, async () => none)
  const inner =
    (stage: Stage<Turn, Tried>) =>
    ({ turn, answered }: Case) =>
      stage(turn, async () => answered)
  const { calls } = createNotebook()
  const observe = { breakerChanged() {}, breakerNotStored() {} }
  const breakers = createBreakers({
    store: createMemoryBreakers(),
    quarantine: 600_000,
    observe,
    clock,
  })
  const free = { reserve: async () => ({ verdict: 'admitted', scope: null, full: [] }) as const }
  const untold = { reserved() {}, settled() {}, overBudget() {} }
  const texts = { look: async () => ({ text: null, writer: 'nobody' }) as const }
  const unprintable = unsupportedCharacters
  const rest = { limits: defaultLimits, clock, pause }
  return new Map<string, (one: Case) => Promise<unknown>>([
    ['ledger', outer(ledger({ calls, clock, pause }))],
    ['informed', outer(informed({ learn() {} }))],
    ['tiered', outer(tiered)],
    ['reused', outer(reused({ ...rest, texts, unprintable, observe() {} }))],
    ['fitted', outer(fitted({ count: async () => null, breakers, clock }))],
    ['admitted', outer(admitted({ budgets: free, breakers, observe: untold, clock }))],
    [
      'routed',
      ({ job, answered }) =>
        routed({ ...rest, chance: () => 0 }, async () => answered, written)(job, async () => none),
    ],
    ['passedOver', inner(passedOver)],
    ['bulkhead', inner(bulkhead({ endpoints, limits: defaultLimits, clock }))],
    ['breaker', inner(breaker({ breakers, shapes: createShapes(), clock }))],
    ['observed', inner(observed({ clock, observe() {} }))],
    ['checked', inner(checked(unprintable))],
  ])
}
