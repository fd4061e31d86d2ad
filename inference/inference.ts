import { notWritten } from '../pack/notice.ts'
import type { ModelTier } from '../pack/order.ts'
import type { Outcome, PartKey, Written } from '../pack/outcome.ts'
import { checkAnswer, type Unprintable, type Verdict } from './checks/check-answer.ts'
import { type Assignment, assignmentFor } from './job/assignment.ts'
import type { Ask, Attempt, Clock, OutcomeStore } from './ports.ts'
import type { Endpoint } from './route/endpoints.ts'
import { firstTurn, type Turn, turnAfter } from './route/turn.ts'
import { createCall } from './wire/call.ts'
import type { Failure } from './wire/failures.ts'
import type { Reply } from './wire/reply.ts'

export interface Limits {
  /** Milliseconds for one call. */
  readonly call: Readonly<Record<ModelTier, number>>
  /** Milliseconds kept back of the attempt, for checking and recording. */
  readonly margin: number
}

export const defaultLimits: Limits = { call: { '4b': 15_000, '32b': 60_000 }, margin: 1_500 }

export interface InferenceDeps {
  /** Of all tiers, in order of preference. */
  readonly endpoints: readonly Endpoint[]
  readonly store: OutcomeStore
  readonly clock: Clock
  /** Which characters of a text no document can print; this room sees no font. */
  readonly unprintable: Unprintable
  /** Called once per call of an endpoint. */
  readonly observe: (attempt: Attempt) => void
  readonly limits?: Limits
}

/**
 * Asks a tier's endpoints for one part of a pack: recall → prompt → call → check → record. A model
 * that fails is a value. What throws: the signal's reason when it is aborted, and the store's
 * errors. An outcome with `next` is not recorded, since the same key is asked for on that queue.
 */
export function createInference({ endpoints, limits = defaultLimits, ...deps }: InferenceDeps) {
  const { store, clock, observe, unprintable } = deps
  const callers = new Map(endpoints.map((endpoint) => [endpoint, createCall(endpoint)]))

  async function attempt(ask: Ask, job: Assignment, turn: Turn, signal: AbortSignal) {
    const { endpoint } = turn
    const started = clock()
    const timeout = timeFor(ask, limits, started)
    const reply = await callers.get(endpoint)!(requestFor(ask, job, turn, timeout, signal))
    const seconds = (clock() - started) / 1_000
    const verdict = judge(reply, job, unprintable)
    const { model, tokens } = reply
    const label = verdict.failure ?? 'accepted'
    observe({ tier: ask.tier, model, endpoint: endpoint.name, verdict: label, seconds, tokens })
    return { verdict, model }
  }

  /** Turn after turn, until a text passes, no remedy is left, or the time is up. */
  async function pursue(ask: Ask, job: Assignment, signal: AbortSignal): Promise<Outcome> {
    let failure: Failure = 'misconfigured'
    let turn = firstTurn(endpoints.filter(({ tier }) => tier === ask.tier))
    while (turn !== null) {
      if (timeFor(ask, limits, clock()) <= 0) return notWritten(turn.failure ?? 'timeout', ask.tier)
      const { verdict, model } = await attempt(ask, job, turn, signal)
      if (verdict.failure === null) return written(verdict.content, model, ask, job, clock())
      failure = verdict.failure
      turn = turnAfter(turn, verdict)
    }
    return notWritten(failure, ask.tier)
  }

  return {
    async write(ask: Ask, signal: AbortSignal): Promise<Outcome> {
      signal.throwIfAborted()
      const key = keyOf(ask)
      const recorded = await store.recall(key)
      if (recorded !== null) return recorded
      const job = assignmentFor(ask)
      const outcome = job ? await pursue(ask, job, signal) : notWritten('misconfigured', ask.tier)
      return isSettled(outcome) ? store.record(key, outcome) : outcome
    },
  }
}

function keyOf({ order, artefact, part, round }: Ask): PartKey {
  return { order: order.id, artefact, part, round }
}

/** Milliseconds that the next call may take. */
function timeFor(ask: Ask, { call, margin }: Limits, now: number): number {
  return Math.min(call[ask.tier], ask.deadline - margin - now)
}

function requestFor(ask: Ask, job: Assignment, turn: Turn, timeout: number, signal: AbortSignal) {
  const { system, user } = job.prompt
  return {
    id: [ask.order.id, ask.artefact, ask.part, ask.round].filter(Boolean).join('.'),
    messages: [
      { role: 'system', content: system } as const,
      { role: 'user', content: user } as const,
      ...turn.followUp,
    ],
    name: ask.artefact,
    schema: job.wireSchema,
    maxTokens: job.artefact.maxOutputTokens,
    timeout,
    signal,
  }
}

function judge({ failure, text }: Reply, job: Assignment, unprintable: Unprintable): Verdict {
  if (failure !== null) return { failure, faults: [], text: '' }
  return checkAnswer(text ?? '', job, unprintable)
}

function isSettled(outcome: Outcome): boolean {
  return outcome.source !== 'none' || outcome.next === undefined
}

const day = 86_400_000

function written(content: unknown, model: string, ask: Ask, job: Assignment, now: number): Written {
  const { freshDays, promptVersion } = job.artefact
  return {
    source: 'model',
    content,
    model,
    tier: ask.tier,
    promptVersion,
    generatedAt: new Date(now).toISOString(),
    freshUntil: freshDays > 0 ? new Date(now + freshDays * day).toISOString() : null,
  }
}
