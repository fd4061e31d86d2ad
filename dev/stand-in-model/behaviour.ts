import { z } from 'zod'

/** What the server does with a chat completion; each is something that a real server did. */
export const modes = [
  'up',
  /** Connections are refused. */
  'away',
  /** Answers after `latency`. */
  'slow',
  /** Never answers, and stays healthy on `/health`. */
  'hung',
  /** Sends the headers and half of the body, then nothing. */
  'hung-after-headers',
  /** Breaks the connection without an answer. */
  'reset',
  /** As other servers shed load; with `retryAfter` the header too. */
  '429',
  /** As vLLM sheds load. */
  '503',
  /** The engine died. */
  '500',
  /** 200 with a proxy's page instead of JSON. */
  'malformed',
  /** 200 with an `error` object and no choices. */
  'error-200',
  /** `finish_reason: abort`. */
  'aborted',
  /** Valid JSON of the wanted shape, made of meaningless words. */
  'garbage-words',
  /** `stop`, with raw control characters inside the JSON. */
  'invalid-json',
  /** `stop`, with text that is no JSON at all. */
  'not-json',
  /** `stop`, with nothing said at all. */
  'empty',
  /** A good answer that ends in an emoji, a letter with a mark of its own, and half a surrogate pair. */
  'unprintable',
  /** `length`: cut off in the middle. */
  'truncated',
  /** Declines inside the strings of the wanted shape. */
  'refusing',
  /** Valid JSON of another shape. */
  'wrong-schema',
  /** `not-json`, `invalid-json` and `garbage-words` in turn. */
  'garbage',
] as const

export type Mode = (typeof modes)[number]

export const behaviourSchema = z.strictObject({
  mode: z.enum(modes),
  /** Milliseconds before an answer, in every mode that answers. */
  latency: z.number().min(0).optional(),
  /** Seconds; only with `429` and `503`. */
  retryAfter: z.number().min(0).optional(),
  /** Only for so many completions; after them the server is up again. */
  times: z.int().min(1).optional(),
})

export type Behaviour = z.infer<typeof behaviourSchema>

const turns = ['not-json', 'invalid-json', 'garbage-words'] as const

/** The mode of the n-th completion (from 0) since the behaviour was set. */
export function modeAt(behaviour: Behaviour, n: number): Mode {
  if (behaviour.times !== undefined && n >= behaviour.times) return 'up'
  return behaviour.mode === 'garbage' ? turns[n % turns.length]! : behaviour.mode
}

const slowLatency = 2_000

export function latencyOf({ mode, latency }: Behaviour): number {
  return latency ?? (mode === 'slow' ? slowLatency : 0)
}
