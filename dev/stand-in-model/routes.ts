import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { type Behaviour, behaviourSchema } from './behaviour.ts'
import type { Engine } from './engine.ts'
import { metricsText } from './metrics.ts'
import {
  type CompletionRequest,
  completionSchema,
  countTokens,
  promptText,
  unsupportedKeyword,
} from './request.ts'
import {
  badRequest,
  modelList,
  send,
  tokenCount,
  tooLong,
  unauthorised,
  unknownModel,
  unknownPath,
  type Wire,
} from './wire.ts'

export interface ServedModels {
  /** The first is the base, the others LoRA adapters on it. */
  readonly models: readonly string[]
  /** Asked for as a bearer token when set. */
  readonly key?: string | undefined
  /** Window in tokens; 8,192 when left out. */
  readonly contextTokens?: number | undefined
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

/** vLLM's paths, as far as a client of ours asks for them. */
export function createRoutes(
  engine: Engine,
  { models, key, contextTokens = 8_192 }: ServedModels,
): RequestListener {
  const routes: Readonly<Record<string, Handler>> = {
    'POST /v1/chat/completions': async (request, response) => {
      const parsed = completionSchema.safeParse(await bodyOf(request))
      if (!parsed.success) return send(response, badRequest(parsed.error.message))
      const refused = refusalOf(parsed.data, models, contextTokens)
      if (refused) return send(response, refused)
      const id = String(request.headers['x-request-id'] ?? '')
      response.setHeader('x-request-id', id)
      await engine.complete(parsed.data, id, response)
    },
    'POST /tokenize': async (request, response) => {
      engine.counted()
      send(response, tokenCount(countAll(await bodyOf(request)), contextTokens))
    },
    'GET /v1/models': (_, response) => send(response, modelList(models, contextTokens)),
    'GET /health': (_, response) => response.end(),
    'GET /metrics': (_, response) => response.end(metricsText(models[0] ?? '', engine)),
  }
  return (request, response) => {
    const { method, url = '/', headers } = request
    const guarded = key !== undefined && url.startsWith('/v1/')
    if (guarded && headers.authorization !== `Bearer ${key}`) return send(response, unauthorised)
    const route = routes[`${method} ${url}`]
    return route ? void route(request, response) : send(response, unknownPath)
  }
}

/** The paths of the control listener: `POST /_stand-in/behaviour`, `GET /_stand-in/stats`. */
export function createControl(
  engine: Engine,
  behave: (wanted: Behaviour) => Promise<void>,
): RequestListener {
  const change: Handler = async (request, response) => {
    const wanted = behaviourSchema.safeParse(await bodyOf(request))
    if (!wanted.success) return send(response, badRequest(wanted.error.message))
    await behave(wanted.data)
    send(response, { status: 200, body: wanted.data })
  }
  return (request, response) => {
    if (request.url === '/_stand-in/behaviour') return void change(request, response)
    const known = request.url === '/_stand-in/stats'
    return send(response, known ? { status: 200, body: engine.stats() } : unknownPath)
  }
}

/** What is wrong with a request before any token is made; null when nothing is. */
function refusalOf(
  request: CompletionRequest,
  models: readonly string[],
  window: number,
): Wire | null {
  if (!models.includes(request.model)) return unknownModel(request.model)
  const keyword = unsupportedKeyword(request.response_format)
  if (keyword) return badRequest(`Grammar error: unsupported keyword ${keyword}`)
  const tokens = countTokens(promptText(request))
  return tokens >= window || (request.max_tokens ?? 0) > window ? tooLong(window, tokens) : null
}

/** Of a chat as it would be sent to the engine, or of anything else as it is. */
function countAll(body: unknown): number {
  const chat = completionSchema.safeParse(body)
  return countTokens(chat.success ? promptText(chat.data) : JSON.stringify(body))
}

function bodyOf(request: IncomingMessage): Promise<unknown> {
  return json(request).catch(() => null)
}
