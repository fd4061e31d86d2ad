import { randomUUID } from 'node:crypto'
import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai'
import type { Endpoint } from '../route/endpoints.ts'
import { type Failure, failureOfStatus } from './failures.ts'
import { noReply, type Reply, readReply } from './reply.ts'

export interface Message {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

export interface CallRequest {
  /** For the server's log, before a random end: vLLM wants ids of running requests unique. */
  readonly id: string
  readonly messages: readonly Message[]
  /** Name of the wanted shape. */
  readonly name: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly maxTokens: number
  /** Milliseconds until the answer's last byte must be here. */
  readonly timeout: number
  readonly signal: AbortSignal
}

export type Call = (request: CallRequest) => Promise<Reply>

type CompletionRequest = OpenAI.ChatCompletionCreateParamsNonStreaming

/** Never throws, but for the caller's own cancellation: then it throws the signal's reason. */
export function createCall(endpoint: Endpoint): Call {
  const client = new OpenAI({
    baseURL: endpoint.url,
    apiKey: endpoint.key ?? 'none',
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
  })
  return async (request) => {
    const deadline = new AbortController()
    const timer = setTimeout(() => deadline.abort(), request.timeout)
    try {
      // One signal for headers and body: the client's own timeout ends with the headers.
      const signal = AbortSignal.any([request.signal, deadline.signal])
      const headers = { 'X-Request-Id': `${request.id}-${randomUUID()}` }
      const body = bodyFor(endpoint, request)
      const answer = await client.chat.completions.create(body, { signal, headers })
      return readReply(answer, endpoint.model)
    } catch (error) {
      request.signal.throwIfAborted()
      const failure = deadline.signal.aborted ? 'timeout' : failureOf(error, endpoint, request)
      return noReply(failure, endpoint.model)
    } finally {
      clearTimeout(timer)
    }
  }
}

function bodyFor({ model }: Endpoint, request: CallRequest): CompletionRequest {
  const { name, schema, messages, maxTokens } = request
  return {
    model,
    messages: [...messages],
    max_tokens: maxTokens,
    temperature: 0.3,
    top_p: 0.9,
    n: 1,
    frequency_penalty: 0,
    presence_penalty: 0,
    response_format: { type: 'json_schema', json_schema: { name, schema, strict: true } },
  }
}

function failureOf(error: unknown, endpoint: Endpoint, request: CallRequest): Failure {
  if (error instanceof APIConnectionTimeoutError) return 'timeout'
  if (error instanceof APIConnectionError) return 'unreachable'
  // A body that says it is JSON and is not.
  if (error instanceof SyntaxError) return 'server'
  if (!(error instanceof APIError) || error.status === undefined) return 'unreachable'
  return isTooLong(error, endpoint, request) ? 'too-long' : failureOfStatus(error.status)
}

/** Servers word this differently, so their word counts only where the prompt could be too long. */
function isTooLong(error: APIError, { contextTokens }: Endpoint, request: CallRequest): boolean {
  const says =
    error.param === 'input_tokens' || /context.?length|input.?tokens/i.test(error.message)
  const bytes = Buffer.byteLength(request.messages.map(({ content }) => content).join(''))
  const mostTokens = bytes / 2 + request.maxTokens
  return error.status === 400 && says && mostTokens > contextTokens
}
