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

export const outOfQuota: Wire = {
  status: 429,
  body: {
    error: {
      message: 'You exceeded your current quota, please check your plan and billing details.',
      type: 'insufficient_quota',
      param: null,
      code: 'insufficient_quota',
    },
  },
}

export const requestTimeout = errorOf(408, 'RequestTimeout', 'Request Timeout')

export const bodyTooLarge: Wire = {
  status: 413,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('<html><h1>413 Request Entity Too Large</h1></html>'),
}

/** As llama.cpp says it. */
export function tooLongForLlama(window: number, tokens: number): Wire {
  const message = `the request exceeds the available context size. try increasing the context size or enable context shift`
  const type = 'exceed_context_size_error'
  const error = { code: 400, message, type, n_prompt_tokens: tokens, n_ctx: window }
  return { status: 400, body: { error } }
}

export const filteredByOpenAi: Wire = {
  status: 400,
  body: {
    error: {
      message: 'Your request was rejected as a result of our safety system.',
      type: 'invalid_request_error',
      param: null,
      code: 'content_policy_violation',
    },
  },
}

export const filteredByAzure: Wire = {
  status: 400,
  body: {
    error: {
      message: 'The response was filtered due to the prompt triggering the content policy.',
      type: null,
      param: 'prompt',
      code: '400',
      status: 400,
      innererror: {
        code: 'ResponsibleAIPolicyViolation',
        content_filter_result: { hate: { filtered: true, severity: 'high' } },
      },
    },
  },
}

export const noPrefill = badRequest(
  'Prefilling assistant messages is not supported for this model; the conversation must end with a user message.',
)

export const noChoices: Wire = {
  status: 200,
  body: { id: 'chatcmpl-1', object: 'chat.completion', created: 0, model: 'any', choices: [] },
}

/**
 * An error page that nobody can want to read to its end. Made when it is asked for: the all-in-one
 * process has this file in it.
 */
export const floodOfError = (): Wire => ({
  ...engineDead,
  body: Buffer.alloc(50 * 1024 * 1024, 'x'),
})

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
