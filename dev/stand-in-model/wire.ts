import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'

/** An answer as vLLM 0.32 was seen to give it. */
export interface Wire {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

function errorOf(status: number, type: string, message: string, param: string | null = null): Wire {
  return { status, body: { error: { message, type, param, code: status } } }
}

export function badRequest(message: string): Wire {
  return errorOf(400, 'BadRequestError', message)
}

export function tokenCount(count: number, window: number): Wire {
  return { status: 200, body: { count, max_model_len: window, tokens: [], token_strs: null } }
}

export const engineDead = errorOf(
  500,
  'InternalServerError',
  'EngineCore encountered an issue. See stack trace (above) for the root cause.',
)

export const unauthorised: Wire = { status: 401, body: { error: 'Unauthorized' } }

export const unknownPath: Wire = { status: 404, body: { detail: 'Not Found' } }

export function unknownModel(model: string): Wire {
  return errorOf(404, 'NotFoundError', `The model \`${model}\` does not exist.`, 'model')
}

export function tooLong(window: number, tokens: number): Wire {
  const message = `This model's maximum context length is ${window} tokens. However, your request has ${tokens} input tokens. Please reduce the length of the input messages.`
  return errorOf(400, 'BadRequestError', message, 'input_tokens')
}

/** vLLM says no more than this, and names no time to come back. */
export const overloaded: Wire = errorOf(503, 'ServiceUnavailableError', 'Service Unavailable')

export function tooManyRequests(retryAfter: number | undefined): Wire {
  const limited = errorOf(429, 'RateLimitError', 'Rate limit exceeded')
  return retryAfter === undefined
    ? limited
    : { ...limited, headers: { 'retry-after': String(retryAfter) } }
}

/** As some gateways pass on what went wrong behind them. */
export const errorInside200: Wire = { ...engineDead, status: 200 }

export const proxyPage: Wire = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('<html><body>upstream connect error'),
}

export interface Usage {
  readonly prompt: number
  readonly cached: number
  readonly completion: number
}

export function completionOf(model: string, content: string, finish: string, usage: Usage): Wire {
  return {
    status: 200,
    body: {
      id: `chatcmpl-${randomUUID().replaceAll('-', '')}`,
      object: 'chat.completion',
      created: Math.floor(Date.now() / 1_000),
      model,
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content,
            refusal: null,
            annotations: null,
            audio: null,
            function_call: null,
            tool_calls: [],
            reasoning: null,
          },
          logprobs: null,
          finish_reason: finish,
          stop_reason: null,
          token_ids: null,
        },
      ],
      service_tier: null,
      system_fingerprint: null,
      usage: {
        prompt_tokens: usage.prompt,
        total_tokens: usage.prompt + usage.completion,
        completion_tokens: usage.completion,
        prompt_tokens_details: { cached_tokens: usage.cached },
      },
      prompt_logprobs: null,
      prompt_token_ids: null,
      kv_transfer_params: null,
    },
  }
}

/** The first model is the base; the others are LoRA adapters on it. */
export function modelList(models: readonly string[], window: number): Wire {
  const [base] = models
  const data = models.map((id) => ({
    id,
    object: 'model',
    created: Math.floor(Date.now() / 1_000),
    owned_by: 'vllm',
    root: id,
    parent: id === base ? null : base,
    max_model_len: id === base ? window : null,
    permission: [],
  }))
  return { status: 200, body: { object: 'list', data } }
}

export function send(response: ServerResponse, { status, headers, body }: Wire): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body))
}

/** Promises the whole body and sends half of it. */
export function sendHalf(response: ServerResponse, { status, body }: Wire): void {
  const whole = JSON.stringify(body)
  const length = Buffer.byteLength(whole)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': length })
  response.write(whole.slice(0, whole.length / 2))
}
