import { z } from 'zod'
import { type EndpointTier, endpointTiers, type ModelTier } from '../../pack/order.ts'

/** One model on one server, as an operator describes it in `ENDPOINTS_FILE`. */
export interface Endpoint<Of extends EndpointTier = EndpointTier> {
  /** Unique; the label of metrics. */
  readonly name: string
  readonly tier: Of
  /** OpenAI-compatible base, ending in `/v1`. */
  readonly url: string
  /** The name to ask for; for a LoRA adapter, the adapter's. */
  readonly model: string
  /** Null: the server asks for none. */
  readonly key: string | null
  /** Whose server it is, as OpenTelemetry names it: `vllm`, `openai`, `mistral_ai`. */
  readonly provider: string
  /** Where it runs (`gpu-rack-1`, `provider-x`): endpoints that fail together share it. */
  readonly infrastructure: string
  /** Context window in tokens, prompt and output together, until its server has said it. */
  readonly contextTokens: number
  /** Calls at a time of one worker process; vLLM batches them, a small server queues them. */
  readonly slots: number
  /** EUR per million tokens. */
  readonly pricePerMTok: { readonly in: number; readonly out: number }
  /** Calls, and tokens in and out, that its provider takes in a minute; left out: no limit. */
  readonly rpm?: number | undefined
  readonly tpm?: number | undefined
}

/** Does it write? The judge's do not. */
export function isWriter(endpoint: Endpoint): endpoint is Endpoint<ModelTier> {
  return endpoint.tier !== 'judge'
}

/** Tokens; every model that we name has at least so many. */
const usualWindow = 8_192

/** Of servers of one's own. */
export const usualProvider = 'vllm'

export const usualSlots: Readonly<Record<EndpointTier, number>> = { '4b': 32, '32b': 8, judge: 8 }

type Environment = Readonly<Record<string, string | undefined>>

const address = 'must be a URL that starts with http:// or https:// and ends in /v1'
const url = z
  .url({ protocol: /^https?$/, error: address })
  .regex(/\/v1$/, address)
  .refine(
    (text) => !URL.parse(text)?.username && !URL.parse(text)?.password,
    'must hold no name or password; name the variable of its key by keyEnv',
  )

/** As settings name them, with commas between. */
const name = z.string().regex(/^[^\s,]{1,200}$/, 'must have no space and no comma in it')

const fileSchema = z
  .array(
    z.strictObject({
      name,
      tier: z.enum(endpointTiers),
      url,
      model: z.string().min(1),
      keyEnv: z.string().min(1).optional(),
      provider: z
        .string()
        .regex(
          /^[a-z0-9._-]{1,60}$/,
          'must be a name as OpenTelemetry has them: openai, mistral_ai',
        )
        .default(usualProvider),
      infrastructure: z.string().min(1),
      contextTokens: z.int().min(1_024).default(usualWindow),
      slots: z.int().min(1).optional(),
      pricePerMTok: z.strictObject({ in: z.number().min(0), out: z.number().min(0) }),
      rpm: z.int().min(1).optional(),
      tpm: z.int().min(1).optional(),
    }),
    'must be an array of endpoints',
  )
  .min(1, 'must name an endpoint')
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
    error: 'has two endpoints of the same name',
  })

/**
 * Reads the text of `ENDPOINTS_FILE`: a JSON array in order of preference. Throws one sentence that
 * names the place when it is not what was expected, or when a key's variable is not set.
 */
export function parseEndpoints(json: string, environment: Environment): Endpoint[] {
  return readFile(json).map(({ keyEnv, slots, ...endpoint }) => ({
    ...endpoint,
    slots: slots ?? usualSlots[endpoint.tier],
    key: keyEnv === undefined ? null : keyFrom(keyEnv, environment),
  }))
}

function readFile(json: string): z.infer<typeof fileSchema> {
  const file = parseJson(json)
  const parsed = fileSchema.safeParse(file, {
    error: ({ input }) => (input === undefined ? 'is missing' : undefined),
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Error(
    `ENDPOINTS_FILE cannot be used: ${placeOf(issue?.path ?? [], file)}: ${issue?.message}; correct it and start again.`,
  )
}

/** As a person finds it: endpoints are counted from 1. */
function placeOf([index, ...field]: readonly PropertyKey[], file: unknown): string {
  if (index === undefined) return 'the list'
  const said = (file as { name?: unknown }[])[Number(index)]?.name
  const endpoint = `endpoint ${Number(index) + 1}${typeof said === 'string' ? ` (${said})` : ''}`
  return [endpoint, field.join('.')].filter(Boolean).join(', ')
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (cause) {
    const why = (cause as Error).message.replaceAll(/\s+/g, ' ')
    throw new Error(
      `ENDPOINTS_FILE cannot be used: it is not JSON (${why}); correct it and start again.`,
      { cause },
    )
  }
}

function keyFrom(variable: string, environment: Environment): string {
  const key = environment[variable]
  if (key) return key
  throw new Error(
    `ENDPOINTS_FILE names ${variable} as a key's variable, but it is not set; set it or remove keyEnv.`,
  )
}

/** `VLLM_4B_URLS` and its like, as `clients/config` read them. */
export interface Shorthand<Of extends EndpointTier = EndpointTier> {
  readonly tier: Of
  readonly urls: readonly string[]
  readonly model: string
  readonly key: string | null
}

/** Endpoints of the shorthand, in order of preference, with the usual window and slots. */
export function endpointsFromUrls<Of extends EndpointTier>({
  tier,
  urls,
  model,
  key,
}: Shorthand<Of>): Endpoint<Of>[] {
  return urls.map((address, index) => ({
    name: `vllm-${tier}-${index + 1}`,
    tier,
    url: address,
    model,
    key,
    provider: usualProvider,
    infrastructure: `vllm-${tier}-${index + 1}`,
    contextTokens: usualWindow,
    slots: usualSlots[tier],
    pricePerMTok: { in: 0, out: 0 },
  }))
}
