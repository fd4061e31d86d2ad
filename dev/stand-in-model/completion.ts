import { randomUUID } from 'node:crypto'
import type { Wire } from './wire.ts'

export interface Usage {
  readonly prompt: number
  readonly cached: number
  readonly completion: number
}

/** What was generated, before it is sent whole or token by token. */
export interface Completion {
  readonly model: string
  /** Null: nothing, or something that is no text. */
  readonly content: string | null
  /** What is said in another place than `content`. */
  readonly beside?: Readonly<Record<string, unknown>>
  readonly finish: string
  /** Null: not counted. */
  readonly usage: Usage | null
}

function headOf({ model }: Completion, object: string) {
  return {
    id: `chatcmpl-${randomUUID().replaceAll('-', '')}`,
    object,
    created: Math.floor(Date.now() / 1_000),
    model,
  }
}

function countsOf(usage: Usage | null) {
  return (
    usage && {
      prompt_tokens: usage.prompt,
      total_tokens: usage.prompt + usage.completion,
      completion_tokens: usage.completion,
      prompt_tokens_details: { cached_tokens: usage.cached },
    }
  )
}

/** As vLLM 0.32 was seen to answer without `stream`. */
export function wholeOf(completion: Completion): Wire {
  const message = {
    role: 'assistant',
    content: completion.content,
    refusal: null,
    annotations: null,
    audio: null,
    function_call: null,
    tool_calls: [],
    reasoning: null,
    ...completion.beside,
  }
  const choice = {
    index: 0,
    message,
    logprobs: null,
    finish_reason: completion.finish,
    stop_reason: null,
    token_ids: null,
  }
  const body = {
    ...headOf(completion, 'chat.completion'),
    choices: [choice],
    service_tier: null,
    system_fingerprint: null,
    usage: countsOf(completion.usage),
    prompt_logprobs: null,
    prompt_token_ids: null,
    kv_transfer_params: null,
  }
  return { status: 200, body }
}

/** One event of a stream, as it is sent. */
export function event(data: unknown): string {
  return `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
}

export interface Events {
  /** The role, then a token each; `finish_reason` comes with none. */
  readonly tokens: readonly string[]
  /** `finish_reason`, and the counts with empty choices. */
  readonly end: readonly string[]
}

export const done = event('[DONE]')

/** As vLLM 0.32 was seen to answer with `stream` and `include_usage`. */
export function eventsOf(completion: Completion): Events {
  const head = headOf(completion, 'chat.completion.chunk')
  const chunk = (delta: object, finish: string | null = null) =>
    event({ ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] })
  const { content, beside, finish, usage } = completion
  const tokens = (content?.match(/\s*\S{1,8}/g) ?? []).map((token) => chunk({ content: token }))
  const counts = event({ ...head, choices: [], usage: countsOf(usage) })
  return {
    tokens: [
      chunk({ role: 'assistant', content: '' }),
      ...(beside ? [chunk(beside)] : []),
      ...tokens,
    ],
    end: [chunk({}, finish), ...(usage ? [counts] : [])],
  }
}
