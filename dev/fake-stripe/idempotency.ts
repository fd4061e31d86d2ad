import { Refusal } from './refusal.ts'

export interface Answer {
  readonly status: number
  readonly body: object
}

/** A write as Stripe compares it: the same endpoint with the same parameters. */
export interface Write {
  readonly endpoint: string
  readonly body: string
}

interface Stored {
  readonly write: Write
  readonly requestId: string
  readonly answer: Answer
}

/**
 * https://docs.stripe.com/api/idempotent_requests: the first answer to a key is kept, a 500 as
 * well as a success. A refusal of the parameters (thrown) is not kept.
 */
export function createIdempotencyStore() {
  const kept = new Map<string, Stored>()

  /** The answer, and the id of the first request when this one is a replay. */
  function once(key: string | undefined, requestId: string, write: Write, answer: () => Answer) {
    const known = key === undefined ? undefined : kept.get(key)
    if (known !== undefined) {
      if (!sameWrite(known.write, write)) throw reused(key ?? '')
      return { ...known.answer, replayOf: known.requestId }
    }
    const first = answer()
    if (key !== undefined) kept.set(key, { write, requestId, answer: first })
    return { ...first, replayOf: null }
  }

  return { once }
}

function sameWrite(a: Write, b: Write): boolean {
  return a.endpoint === b.endpoint && a.body === b.body
}

function reused(key: string): Refusal {
  return new Refusal(400, {
    type: 'idempotency_error',
    message: `The idempotency key '${key}' was first used with another request. Use a new key for a new request.`,
  })
}
