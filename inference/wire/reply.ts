import type { TokenCount } from '../../pack/attempt.ts'
import { type Failure, type Symptom, symptoms } from './failures.ts'

/** An answer as it came, finished but unchecked; or why there is none. */
export interface Reply {
  /** The name the server gave, or the one asked for when it gave none. */
  readonly model: string
  readonly tokens: TokenCount
  readonly text: string | null
  /** `finish_reason` as the server gave it; null: none came. */
  readonly finish: string | null
  readonly symptom: Symptom | null
  readonly failure: Failure | null
  /** How the server rejected the call: its status and its own words, cut; null: it did not. */
  readonly rejection: string | null
  /** Milliseconds until the first token; null: there was none. */
  readonly firstToken: number | null
  /** Milliseconds after which the server wants to be asked again; null: it did not say. */
  readonly retryAfter: number | null
}

const nothing: TokenCount = { in: 0, out: 0, cached: 0, estimated: false }

/** No text, and nothing is paid. */
export function noReply(symptom: Symptom | null, model: string): Reply {
  return {
    model,
    tokens: nothing,
    text: null,
    finish: null,
    symptom,
    failure: symptom === null ? null : symptoms[symptom].failure,
    rejection: null,
    firstToken: null,
    retryAfter: null,
  }
}

/** The name goes into labels of metrics and into the manifest, so it has to look like one. */
const modelName = /^[\w./:@+-]{1,128}$/

export function nameOr(asked: string, given: unknown): string {
  return typeof given === 'string' && modelName.test(given) ? given : asked
}
