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
  /** Sends the headers and half of the answer, then nothing. */
  'hung-after-headers',
  /** Sends the headers and no token, but a comment now and then, as proxies do. */
  'hung-with-comments',
  /** A token a quarter of a second. */
  'drip',
  /** Breaks the connection without an answer. */
  'reset',
  /** As other servers shed load; with `retryAfter` the header too. */
  '429',
  /** As vLLM sheds load. */
  '503',
  /** The engine died. */
  '500',
  /** A proxy gave up. */
  '408',
  /** Another server's words for a limit that no waiting lifts. */
  'out-of-quota',
  /** 413: a proxy takes no body of this size. */
  '413',
  /** 400 in vLLM's words, and in llama.cpp's: the prompt is too long. */
  'too-long',
  'too-long-llama',
  /** 400 of a provider's content filter: OpenAI's, Azure's. */
  'filtered-openai',
  'filtered-azure',
  /** `finish_reason: content_filter`. */
  'filtered',
  /** 400 for a conversation in which the assistant has spoken. */
  'no-prefill',
  /** 200 with a proxy's page instead of JSON. */
  'malformed',
  /** 200 with an `error` object and no choices. */
  'error-200',
  /** The same in the middle of a stream. */
  'error-in-stream',
  /** `finish_reason: abort`. */
  'aborted',
  /** A stream that breaks after two thirds of its tokens, or ends there as if all were said. */
  'cut',
  'ends-early',
  /** A stream with an event that is no JSON, or bytes that are no UTF-8. */
  'malformed-chunk',
  'not-utf-8',
  /** A stream that ends without `[DONE]`. */
  'no-done',
  /** Tokens without an end; a hundred times as many, and their end; one line without an end; an error of 50 MB. */
  'flood',
  'flood-that-ends',
  'flood-line',
  'flood-error',
  /** 200 whose `choices` are empty. */
  'no-choices',
  /** `stop`, and all was said in another place than `content`, which is null. */
  'null-content',
  'thought-only',
  'tool-call',
  /** Counts that cannot be true; no counts; another model's name. */
  'lying-usage',
  'no-usage',
  'other-model',
  /** A good answer with a thought, a fence, a byte order mark or a second thought around it. */
  'thinking',
  'fenced',
  'bom',
  'words-after',
  /** A good answer in which every key stands twice. */
  'keys-twice',
  /** Does what a text in the customer's answers asked for. */
  'obedient',
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
  /** Declines in `refusal`, as others than vLLM do. */
  'refusal',
  /** Declines inside the strings of the wanted shape. */
  'refusing',
  /** As a judge: supports nothing. */
  'doubting',
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
  /** Only for so many completions; after them the server does what `after` says. */
  times: z.int().min(1).optional(),
  /** `up` when left out. */
  after: z.enum(modes).optional(),
})

export type Behaviour = z.infer<typeof behaviourSchema>

const turns = ['not-json', 'invalid-json', 'garbage-words'] as const

/** The mode of the n-th completion (from 0) since the behaviour was set. */
export function modeAt(behaviour: Behaviour, n: number): Mode {
  if (behaviour.times !== undefined && n >= behaviour.times) return behaviour.after ?? 'up'
  return behaviour.mode === 'garbage' ? turns[n % turns.length]! : behaviour.mode
}

const slowLatency = 2_000

export function latencyOf({ mode, latency }: Behaviour): number {
  return latency ?? (mode === 'slow' ? slowLatency : 0)
}
