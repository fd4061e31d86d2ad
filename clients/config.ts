import { join, resolve } from 'node:path'
import { z } from 'zod'
import { correctionDays } from '../pack/correction.ts'
import { mailable, wrongAddress } from '../pack/email-address.ts'
import { usualYears } from '../pack/retention.ts'
import { readStore } from './blobs/config.ts'
import type { Exposure } from './exposure.ts'
import { readTimeouts } from './models-config.ts'
import { readOidc } from './oidc/config.ts'
import {
  duration,
  type Environment,
  file,
  headers,
  list,
  networks,
  onOff,
  opsTokens,
  origin,
  port,
  portOrFree,
  postgresUrl,
  readVariables,
  refuseMarks,
  shopUrl,
  webUrl,
  wholeNumber,
} from './variables.ts'

export { readModels } from './models-config.ts'
export { ConfigError, type Environment } from './variables.ts'

/** Of whoever reads texts. */
const eurosPerHour = wholeNumber(0, 1_000, 'must be a whole number from 0 to 1000')

/** What every process reads. */
export function readBase(environment: Environment) {
  refuseMarks(environment)
  const read = readVariables(environment, {
    DATA_DIR: z.string().default('.local'),
    DATABASE_URL: postgresUrl.optional(),
    REPORTING_DATABASE_URL: postgresUrl.optional(),
    METRICS_PORT: portOrFree.optional(),
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
    BUILD_ID: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
        'must be a letter or digit and at most 63 more, dots, hyphens and underscores among them',
      )
      .optional(),
    LATE_UPGRADE_WINDOW: duration.default(86_400_000),
    ORDER_RETENTION_YEARS: wholeNumber(1, 30, 'must be a whole number from 1 to 30').default(
      usualYears,
    ),
    KEY_BACKUP_DAYS: wholeNumber(1, 365, 'must be a whole number from 1 to 365').default(7),
    REVIEW_EUROS_PER_HOUR: eurosPerHour.default(40),
    SMALLER_MODEL_REFUND: wholeNumber(0, 80, 'must be a whole number from 0 to 80').default(0),
  })
  const dataDir = resolve(read.DATA_DIR)
  return Object.freeze({
    dataDir,
    database: { url: read.DATABASE_URL, folder: join(dataDir, 'db') },
    reportingUrl: read.REPORTING_DATABASE_URL,
    store: readStore(environment, dataDir),
    metricsPort: read.METRICS_PORT,
    logLevel: read.LOG_LEVEL,
    queuePrefix: read.QUEUE_PREFIX,
    /** Of the workers; null: they are none that Temporal tells apart. */
    build: read.BUILD_ID ?? null,
    lateWindow: read.LATE_UPGRADE_WINDOW,
    smallerModelRefund: read.SMALLER_MODEL_REFUND,
    reviewEurosPerHour: read.REVIEW_EUROS_PER_HOUR,
    keyBackupDays: read.KEY_BACKUP_DAYS,
    retentionYears: read.ORDER_RETENTION_YEARS,
    timeouts: readTimeouts(environment),
  })
}

export type BaseConfig = ReturnType<typeof readBase>

/** Read by every process, by OpenTelemetry's own names. Null: no span goes anywhere. */
export function readTelemetry(environment: Environment) {
  const read = readVariables(environment, {
    OTEL_EXPORTER_OTLP_ENDPOINT: webUrl.optional(),
    OTEL_EXPORTER_OTLP_HEADERS: headers.default({}),
  })
  const endpoint = read.OTEL_EXPORTER_OTLP_ENDPOINT
  return endpoint === undefined ? null : { endpoint, headers: read.OTEL_EXPORTER_OTLP_HEADERS }
}

export type TelemetryConfig = NonNullable<ReturnType<typeof readTelemetry>>

/** What tells every process whether it takes real money. */
const exposure = {
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: shopUrl.optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_/, 'must be a secret key of Stripe’s, which starts with sk_ or rk_')
    .optional(),
}

export function readExposure(environment: Environment): Exposure {
  const { HOST, PUBLIC_URL, STRIPE_SECRET_KEY } = readVariables(environment, exposure)
  return { host: HOST, publicUrl: PUBLIC_URL, secretKey: STRIPE_SECRET_KEY }
}

/** What the API and whoever starts it read. */
export function readApi(environment: Environment) {
  const read = readVariables(environment, {
    PORT: port.default(8080),
    ...exposure,
    TRUSTED_PROXIES: networks.default([]),
    STRIPE_WEBHOOK_SECRET: list(
      (secret) => /^whsec_\S+$/.test(secret),
      'must be the signing secret of a webhook endpoint, which starts with whsec_ and goes on',
    ).optional(),
    STRIPE_API_BASE: webUrl.optional(),
    STRIPE_TAX: onOff.default(false),
    STRIPE_INVOICES: onOff.default(false),
    OPS_TOKENS: opsTokens.default([]),
    CODEC_ORIGIN: origin.optional(),
    TEMPORAL_UI_URL: webUrl.optional(),
    PREPRINT: onOff.default(true),
    REFUND_LIMIT: wholeNumber(0, 1_000_000, 'must be a whole number of at least 0').default(200),
    DISPUTE_EVIDENCE: z.enum(['auto', 'click'], 'must be auto or click').default('auto'),
    CORRECTION_WINDOW: duration.default(correctionDays * 86_400_000),
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
    opsHolders: read.OPS_TOKENS,
    oidc: readOidc(environment),
    /** Of Temporal UI. */
    codecOrigin: read.CODEC_ORIGIN,
    /** Of Temporal UI; undefined: orders do not lead there. */
    temporalUi: read.TEMPORAL_UI_URL?.replace(/\/+$/, ''),
    /** Per network address, and per e-mail address. */
    checkoutsPerMinute: read.CHECKOUTS_PER_MINUTE,
    /** Packs are printed while their customers are on Stripe's page. */
    preprint: read.PREPRINT,
    /** Milliseconds after payment in which answers may be corrected. */
    correctionWindow: read.CORRECTION_WINDOW,
    /** Minor units up to which a refund goes by itself. */
    refundLimit: read.REFUND_LIMIT * 100,
    /** Evidence for a dispute is submitted without an operator. */
    evidenceByItself: read.DISPUTE_EVIDENCE === 'auto',
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

/**
 * How Temporal is reached. Temporal's own reader takes these values as they come; here they are
 * only held against what it expects, for it reads a mistyped TEMPORAL_TLS as “off”.
 */
export function checkTemporal(environment: Environment): void {
  const text = z.string().optional()
  readVariables(environment, {
    TEMPORAL_ADDRESS: z
      .string()
      .regex(/^[^\s/]+$/, 'must be host:port')
      .optional(),
    TEMPORAL_NAMESPACE: text,
    TEMPORAL_API_KEY: text,
    TEMPORAL_TLS: z.enum(['true', 'false'], 'must be “true” or “false”').optional(),
    TEMPORAL_TLS_SERVER_NAME: text,
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: file.optional(),
    TEMPORAL_TLS_SERVER_CA_CERT_DATA: text,
    TEMPORAL_TLS_CLIENT_CERT_PATH: file.optional(),
    TEMPORAL_TLS_CLIENT_CERT_DATA: text,
    TEMPORAL_TLS_CLIENT_KEY_PATH: file.optional(),
    TEMPORAL_TLS_CLIENT_KEY_DATA: text,
  })
}

const seller = z.string().max(300, 'must be at most 300 characters').optional()

/** Who sells, as the law wants it shown; read by the API, and required in production. */
export function readSeller(environment: Environment) {
  const read = readVariables(environment, {
    SELLER_NAME: seller,
    SELLER_ADDRESS: seller,
    SELLER_EMAIL: z
      .string()
      .transform(mailable)
      .refine((address) => wrongAddress(address) === null, 'must be an e-mail address')
      .optional(),
    SELLER_REGISTER: seller,
    SELLER_VAT_ID: seller,
  })
  return Object.freeze({
    name: read.SELLER_NAME,
    address: read.SELLER_ADDRESS,
    email: read.SELLER_EMAIL,
    register: read.SELLER_REGISTER,
    vatId: read.SELLER_VAT_ID,
  })
}

export type SellerConfig = ReturnType<typeof readSeller>
