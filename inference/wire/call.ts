import OpenAI from 'openai'
import { boundedFetch, Flooded } from './bounded.ts'
import {
  bytesOf,
  type Completion,
  empty,
  hasGrown,
  isFlood,
  plus,
  symptomOf,
} from './completion.ts'
import { rejectionOf, retryAfterOf, symptomOfThrown } from './errors.ts'
import { eventsIn, textIn } from './events.ts'
import { symptoms } from './failures.ts'
import { createWatch, type Patience, type Watch } from './patience.ts'
import { nameOr, noReply, type Reply } from './reply.ts'
import type { Server } from './server.ts'
import { unwrapped } from './unwrap.ts'
import { tokensIn } from './usage.ts'

export interface Message {
  readonly role: 'system' | 'user'
  readonly content: string
}

export interface CallRequest {
  /** Name of the wanted model. */
  readonly model: string
  /** For the server's log; vLLM wants ids of running requests unique. */
  readonly id: string
  readonly messages: readonly Message[]
  /** Name of the wanted shape. */
  readonly name: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly maxTokens: number
  readonly temperature: number
  readonly patience: Patience
  /** Tokens that prompt and answer may have together. */
  readonly window: number
  readonly signal: AbortSignal
}

export type Call = (request: CallRequest) => Promise<Reply>

/** A server's calls. */
export type CreateCall = (server: Server) => Call

type CompletionRequest = OpenAI.ChatCompletionCreateParamsStreaming

/** Never throws, but for the caller's own cancellation: then it throws the signal's reason. */
export function createCall(server: Server): Call {
  const client = createClient(server)
  return async (request) => {
    const watch = createWatch(request.patience)
    try {
      // One signal for headers and body: the client's own timeout ends with the headers.
      const signal = AbortSignal.any([request.signal, watch.signal])
      const headers = { 'X-Request-Id': request.id }
      const asked = client.chat.completions.create(bodyFor(request), { signal, headers })
      const completion = await listen(await asked.asResponse(), request, watch)
      return replyOf(completion, request, watch.firstToken())
    } catch (error) {
      request.signal.throwIfAborted()
      const symptom = watch.late() ?? symptomOfThrown(error, request)
      const firstToken = watch.firstToken()
      const said = { rejection: rejectionOf(error), retryAfter: retryAfterOf(error) }
      return { ...noReply(symptom, request.model), firstToken, ...said }
    } finally {
      watch.stop()
    }
  }
}

function createClient({ url, key }: Server): OpenAI {
  return new OpenAI({
    baseURL: url,
    // The client wants a key; a server that asks for none is sent none.
    apiKey: key ?? 'none',
    defaultHeaders: key === null ? { Authorization: null } : {},
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: boundedFetch,
  })
}

function bodyFor(request: CallRequest): CompletionRequest {
  const { model, name, schema, messages, maxTokens, temperature } = request
  return {
    model,
    messages: [...messages],
    max_tokens: maxTokens,
    temperature,
    top_p: 0.9,
    n: 1,
    frequency_penalty: 0,
    presence_penalty: 0,
    response_format: { type: 'json_schema', json_schema: { name, schema, strict: true } },
    stream: true,
    stream_options: { include_usage: true },
  }
}

const done = '[DONE]'

/**
 * The client's own stream ends in the same way with and without `[DONE]`, takes bytes that are no
 * UTF-8, and reads a line without end: so its response is read here.
 */
async function listen(
  response: Response,
  { maxTokens }: CallRequest,
  watch: Watch,
): Promise<Completion> {
  let completion = empty
  let hasEnded = false
  try {
    for await (const json of answersIn(response)) {
      if (json === done) {
        hasEnded = true
        watch.ended()
      } else if (!hasEnded) {
        const next = plus(completion, json)
        if (isFlood(next, maxTokens)) throw new Flooded(`More than ${maxTokens} tokens came.`)
        if (hasGrown(completion, next)) watch.heard()
        completion = next
      }
    }
  } catch (error) {
    if (!hasEnded) throw error
  }
  return hasEnded ? completion : { ...completion, finish: null }
}

/** JSON after JSON, then `[DONE]`; a server that does not stream sends one. */
async function* answersIn(response: Response): AsyncGenerator<string> {
  const { headers, body } = response
  if (body === null) return
  if (!headers.get('content-type')?.includes('json')) return yield* eventsIn(body)
  yield await textIn(body)
  yield done
}

function replyOf(
  completion: Completion,
  { model, messages }: CallRequest,
  firstToken: number | null,
): Reply {
  const symptom = symptomOf(completion)
  const finish = nameOr('', completion.finish) || null
  const none = { ...noReply(symptom, nameOr(model, completion.model)), finish, firstToken }
  // What the server failed at is not paid for.
  if (symptom !== null && symptoms[symptom].remedy === 'next-endpoint') return none
  const sent = Buffer.byteLength(messages.map(({ content }) => content).join(''))
  const tokens = tokensIn(completion.usage, { sent, received: bytesOf(completion) })
  return { ...none, tokens, text: symptom === null ? unwrapped(completion.text) : null }
}
