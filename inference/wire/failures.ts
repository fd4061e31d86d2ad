import { z } from 'zod'
import type { Reason } from '../../pack/reason.ts'

/** What a model call can end in, other than in a text that passed. */
export type Failure = Extract<
  Reason,
  | 'unreachable'
  | 'timeout'
  | 'server'
  | 'overloaded'
  | 'too-long'
  | 'misconfigured'
  | 'truncated'
  | 'refused'
  | 'invalid'
  | 'not-routed'
>

/** What the attempt does next. */
export type Remedy = 'next-endpoint' | 'larger-context' | 'ask-again' | 'stop'

/** What the circuit breaker makes of it: endpoint × model, or × operation where it says so. */
export type BreakerEffect =
  | 'none'
  | 'counts-service'
  | 'counts-quality'
  | 'cools-down'
  | 'opens-model'
  | 'opens-operation'

export interface Row {
  readonly failure: Failure
  readonly remedy: Remedy
  readonly breaker: BreakerEffect
  /** How often the same endpoint is asked the same again, after a pause, when no other is left. */
  readonly repeats: number
}

const service = (failure: Failure, repeats: number): Row => ({
  failure,
  remedy: 'next-endpoint',
  breaker: 'counts-service',
  repeats,
})
const row = (failure: Failure, remedy: Remedy, breaker: BreakerEffect, repeats = 0): Row => ({
  failure,
  remedy,
  breaker,
  repeats,
})

/**
 * The wire as data: what is seen → what it is, and what follows. A route that was silent is not
 * asked twice; a server that says that it is busy is waited for.
 */
export const symptoms = {
  /** Refused, reset before the headers, no such host, no trust in its certificate. */
  'no-connection': service('unreachable', 1),
  /** No first token in time, whatever `/health` says. */
  silent: service('timeout', 0),
  /** No next token in time. */
  stalled: service('timeout', 0),
  /** Token after token, but not done in time. */
  slow: service('timeout', 0),
  /** 408. */
  'timed-out': service('timeout', 0),
  /** The connection broke, or the stream ended without `finish_reason` or `[DONE]`. */
  cut: service('server', 1),
  /** No completion: a proxy's page, a chunk that is no JSON, no UTF-8, no `choices`. */
  malformed: service('server', 1),
  /** More than any answer takes. */
  flood: service('server', 1),
  /** An `error` inside 200. */
  'error-inside': service('server', 1),
  /** `finish_reason` `abort`, `tool_calls` (we offer none), or one that nobody knows. */
  'odd-finish': service('server', 1),
  /** 5xx but 503. */
  broken: service('server', 1),
  /** 429, and 503, by which vLLM sheds load. */
  busy: row('overloaded', 'next-endpoint', 'cools-down', 5),
  /** As many calls of ours wait there as it has slots for; it was not called. */
  full: row('overloaded', 'next-endpoint', 'none', 5),
  /** No call: it said that it is busy, and the time that it wanted is not over. */
  cooling: row('overloaded', 'next-endpoint', 'none', 5),
  /** 400 that says so, of a prompt that can be too long. */
  'too-long': row('too-long', 'larger-context', 'none'),
  /** A provider's content filter, as 400 or as `finish_reason`. There is no way round. */
  filtered: row('refused', 'stop', 'none'),
  /** A filled `refusal`. */
  refusal: row('refused', 'stop', 'none'),
  /** 401, 402, 403, 404, and 429 for want of money. */
  denied: row('misconfigured', 'next-endpoint', 'opens-model'),
  /** 400, 413, 422 and other 4xx. */
  rejected: row('misconfigured', 'next-endpoint', 'opens-operation'),
  /** `finish_reason` `length`. */
  length: row('truncated', 'ask-again', 'none'),
  /** No call: what the server did before keeps calls away, or an operator does. */
  'held-back': row('not-routed', 'next-endpoint', 'none'),
  /** An answer that declines, in its own words. */
  declined: row('refused', 'stop', 'none'),
  /** No text but a thought, no JSON, another shape, or a text that did not pass a check. */
  unfit: row('invalid', 'ask-again', 'counts-quality'),
} as const satisfies Record<string, Row>

export type Symptom = keyof typeof symptoms

/** Those of turns in which no server was called. */
const uncalled: readonly (Symptom | null)[] = ['full', 'cooling', 'held-back']

export function wasCalled(symptom: Symptom | null): boolean {
  return !uncalled.includes(symptom)
}

/** First fitting row counts. */
const statuses: readonly { from: number; to: number; symptom: Symptom }[] = [
  { from: 401, to: 404, symptom: 'denied' },
  { from: 408, to: 408, symptom: 'timed-out' },
  { from: 429, to: 429, symptom: 'busy' },
  { from: 503, to: 503, symptom: 'busy' },
  { from: 400, to: 499, symptom: 'rejected' },
]

/** The symptom of an HTTP status that is not a success. */
export function symptomOfStatus(status: number): Symptom {
  return statuses.find(({ from, to }) => status >= from && status <= to)?.symptom ?? 'broken'
}

/** What servers call things in `code`, `type` or Azure's `innererror.code`. */
const codes: readonly { pattern: RegExp; symptom: Symptom }[] = [
  {
    pattern: /^(?:content_policy_violation|content_filter|ResponsibleAIPolicyViolation)$/i,
    symptom: 'filtered',
  },
  { pattern: /^insufficient_quota$/i, symptom: 'denied' },
]

/** The symptom that an error names itself, whatever status it came with; null: none of ours. */
export function symptomOfError(error: unknown): Symptom | null {
  const named = errorSchema.safeParse(error).data
  const all = [named?.code, named?.type, named?.innererror?.code].map(String)
  return codes.find(({ pattern }) => all.some((one) => pattern.test(one)))?.symptom ?? null
}

const errorSchema = z.object({
  code: z.unknown().optional(),
  type: z.unknown().optional(),
  innererror: z.object({ code: z.unknown().optional() }).nullish().catch(null),
})

const finishes: ReadonlyMap<string, Symptom | null> = new Map([
  ['stop', null],
  ['length', 'length'],
  ['content_filter', 'filtered'],
])

/** The symptom of a `finish_reason`; null for `stop`. */
export function symptomOfFinish(finish: string): Symptom | null {
  const known = finishes.get(finish)
  return known === undefined ? 'odd-finish' : known
}
