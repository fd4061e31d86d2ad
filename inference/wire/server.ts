import { z } from 'zod'
import { boundedFetch } from './bounded.ts'

/** A model server: where it is, and the key that it asks for. */
export interface Server {
  /** OpenAI-compatible base, ending in `/v1`. */
  readonly url: string
  /** Null: it asks for none. */
  readonly key: string | null
}

/** Milliseconds for what needs no model to be answered. */
const patience = 3_000

const listSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      parent: z.string().nullish(),
      max_model_len: z.int().positive().nullish(),
    }),
  ),
})

/**
 * The models that a server offers, with the tokens that the context of each holds; null: it does not
 * say. A LoRA adapter has its parent's. Throws when the server does not answer, or not so.
 */
export async function modelsOf(server: Server): Promise<ReadonlyMap<string, number | null>> {
  const { data } = listSchema.parse(await ask(server, `${server.url}/models`))
  const windowOf = (id: string) => data.find((one) => one.id === id)?.max_model_len ?? null
  return new Map(data.map(({ id, parent }) => [id, windowOf(id) ?? windowOf(parent ?? '')]))
}

const countSchema = z.object({ count: z.int().positive() })

/**
 * Tokens of a prompt by the server's own count; null: it does not count, as only vLLM does. Throws
 * nothing but the signal's reason.
 */
export async function tokens(
  server: Server & { readonly model: string },
  { system, user }: { readonly system: string; readonly user: string },
  signal: AbortSignal,
): Promise<number | null> {
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ]
  const url = server.url.replace(/\/v1$/, '/tokenize')
  const body = { model: server.model, messages }
  const counted = await ask(server, url, { body, signal }).catch(() => signal.throwIfAborted())
  return countSchema.safeParse(counted).data?.count ?? null
}

interface Request {
  /** Left out: nothing is sent. */
  readonly body?: object
  readonly signal?: AbortSignal
}

async function ask({ key }: Server, url: string, request: Request = {}): Promise<unknown> {
  const { body, signal } = request
  const late = AbortSignal.timeout(patience)
  const response = await boundedFetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
    body: body ? JSON.stringify(body) : null,
    signal: signal ? AbortSignal.any([signal, late]) : late,
  })
  if (response.ok) return response.json()
  await response.body?.cancel()
  throw new Error(`It answers ${response.status}.`)
}
