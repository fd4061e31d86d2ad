import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { CallTimeouts } from '../pack/plan.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** A wrong value in the environment: which variable, what it is, what was expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads variables by a zod shape of strings. An empty variable counts as unset.
 *
 * @throws ConfigError naming the first wrong variable
 */
export function readVariables<T extends z.ZodRawShape>(environment: Environment, shape: T) {
  const given = Object.fromEntries(
    Object.keys(shape).map((name) => [name, environment[name]?.trim() || undefined]),
  )
  const read = z.object(shape).safeParse(given)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  const name = String(issue?.path[0])
  const found = given[name] === undefined ? 'is not set' : `is “${shown(name, given[name])}”`
  throw new ConfigError(
    `${name} ${found}, but ${issue?.message}; correct it in the environment and start again.`,
  )
}

function shown(name: string, value: string): string {
  return /SECRET|KEY|TOKEN|PASSWORD|DATABASE_URL/.test(name) ? '…' : value
}

const wholeNumber = (min: number, max: number, expected: string) =>
  z
    .string()
    .regex(/^\d+$/, expected)
    .transform(Number)
    .refine((n) => n >= min && n <= max, expected)

export const port = wholeNumber(0, 65_535, 'must be a port number from 0 to 65535')

const webUrl = z.string().refine((text) => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol)
}, 'must be a URL that starts with http:// or https://')

const onOff = z.enum(['on', 'off'], 'must be “on” or “off”').transform((value) => value === 'on')

/** `P1D`, `PT6H`, `PT90S` → milliseconds. ISO 8601, days to seconds. */
export const duration = z
  .string()
  .regex(
    /^P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
    'must be an ISO 8601 duration such as PT24H or PT30M',
  )
  .transform(milliseconds)

function milliseconds(iso: string): number {
  const seconds: Readonly<Record<string, number>> = { D: 86_400, H: 3_600, M: 60, S: 1 }
  const parts = [...iso.matchAll(/([\d.]+)([DHMS])/g)]
  return parts.reduce((sum, [, n, unit]) => sum + Number(n) * (seconds[unit ?? ''] ?? 0), 0) * 1000
}

const timeouts = z
  .string()
  .regex(
    /^\d+(\.\d+)?,\d+(\.\d+)?,\d+(\.\d+)?$/,
    'must be three numbers of seconds: queue,attempt,whole',
  )
  .transform((text): CallTimeouts => {
    const [queue = 0, attempt = 0, whole = 0] = text.split(',').map((n) => Number(n) * 1000)
    return { queue, attempt, whole }
  })

const keys = z.string().transform((text) => text.split(',').map((key) => key.trim()))

/** What every process reads. */
export function readBase(environment: Environment) {
  const read = readVariables(environment, {
    DATA_DIR: z.string().default('.local'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must be a URL that starts with postgres://')
      .optional(),
    STORE_URL: z
      .string()
      .regex(/^file:/, 'must be a file: URL such as file:/srv/packhorse/blobs')
      .optional(),
    METRICS_PORT: port.optional(),
    LOG_LEVEL: z
      .enum(
        ['debug', 'info', 'warn', 'error', 'silent'],
        'must be debug, info, warn, error or silent',
      )
      .default('info'),
    QUEUE_PREFIX: z
      .string()
      .regex(/^[a-z0-9-]+$/, 'must be lower-case letters, digits and hyphens')
      .default(''),
    LATE_UPGRADE_WINDOW: duration.default(86_400_000),
    INFERENCE_4B_TIMEOUTS: timeouts.default({ queue: 20_000, attempt: 45_000, whole: 90_000 }),
    INFERENCE_32B_TIMEOUTS: timeouts.default({ queue: 60_000, attempt: 180_000, whole: 300_000 }),
  })
  const dataDir = resolve(read.DATA_DIR)
  return Object.freeze({
    dataDir,
    database: { url: read.DATABASE_URL, folder: join(dataDir, 'db') },
    blobFolder: read.STORE_URL
      ? resolve(read.STORE_URL.slice('file:'.length))
      : join(dataDir, 'blobs'),
    metricsPort: read.METRICS_PORT,
    logLevel: read.LOG_LEVEL,
    queuePrefix: read.QUEUE_PREFIX,
    lateWindow: read.LATE_UPGRADE_WINDOW,
    timeouts: { '4b': read.INFERENCE_4B_TIMEOUTS, '32b': read.INFERENCE_32B_TIMEOUTS },
  })
}

export type BaseConfig = ReturnType<typeof readBase>

/** What the API and whoever starts it read. */
export function readApi(environment: Environment) {
  const read = readVariables(environment, {
    HOST: z.string().default('127.0.0.1'),
    PORT: port.default(8080),
    PUBLIC_URL: webUrl.optional(),
    TRUSTED_PROXIES: keys.default([]),
    STRIPE_SECRET_KEY: z.string().optional(),
    STRIPE_WEBHOOK_SECRET: keys.optional(),
    STRIPE_API_BASE: webUrl.optional(),
    STRIPE_TAX: onOff.default(false),
    STRIPE_INVOICES: onOff.default(false),
    LINK_SECRET: keys.optional(),
    CHECKOUTS_PER_MINUTE: wholeNumber(1, 100_000, 'must be a whole number of at least 1').default(
      10,
    ),
  })
  const publicUrl = (read.PUBLIC_URL ?? `http://127.0.0.1:${read.PORT}`).replace(/\/+$/, '')
  return Object.freeze({
    host: read.HOST,
    port: read.PORT,
    publicUrl,
    trustedProxies: read.TRUSTED_PROXIES,
    linkSecrets: read.LINK_SECRET,
    /** Per address. */
    checkoutsPerMinute: read.CHECKOUTS_PER_MINUTE,
    stripe: {
      secretKey: read.STRIPE_SECRET_KEY,
      webhookSecrets: read.STRIPE_WEBHOOK_SECRET,
      apiBase: read.STRIPE_API_BASE,
      tax: read.STRIPE_TAX,
      invoices: read.STRIPE_INVOICES,
    },
  })
}

export type ApiConfig = ReturnType<typeof readApi>

/** Where the test shop listens, in trial: next to the API when it is not named. */
export function readTrial(environment: Environment, apiPort: number) {
  const { FAKE_STRIPE_PORT } = readVariables(environment, { FAKE_STRIPE_PORT: port.optional() })
  return { fakeStripePort: FAKE_STRIPE_PORT ?? apiPort + 1 }
}

/** What a process reads that signs releases. */
export function readSigning(environment: Environment) {
  return readVariables(environment, { SIGNING_KEY: keys.optional() }).SIGNING_KEY
}

/** Read by inference workers alone. Lists are comma-separated. */
export function readModels(environment: Environment) {
  const read = readVariables(environment, {
    VLLM_4B_URLS: keys.default([]),
    VLLM_4B_MODEL: z.string().default('packhorse-4b-lora'),
    VLLM_32B_URLS: keys.default([]),
    VLLM_32B_MODEL: z.string().default('packhorse-32b-awq'),
    VLLM_API_KEY: z.string().optional(),
    ENDPOINTS_FILE: z.string().optional(),
  })
  return Object.freeze({
    file: read.ENDPOINTS_FILE,
    apiKey: read.VLLM_API_KEY,
    '4b': { urls: read.VLLM_4B_URLS, model: read.VLLM_4B_MODEL },
    '32b': { urls: read.VLLM_32B_URLS, model: read.VLLM_32B_MODEL },
  })
}
