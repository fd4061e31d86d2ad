import { correctionDays } from '../pack/correction.ts'
import {
  type ApiConfig,
  type BaseConfig,
  ConfigError,
  type Environment,
  readApi,
  readBase,
  readExposure,
  readSeller,
} from './config.ts'
import { type Exposure, isExposed, isLive, isPlain, isProduction, isPublic } from './exposure.ts'
import { checkKeys } from './keys.ts'
import type { Log } from './log.ts'
import { readMail } from './mail/config.ts'
import { readSecrets } from './secrets.ts'

interface Facts {
  readonly exposure: Exposure
  readonly config: BaseConfig
  readonly link: readonly string[] | undefined
  readonly signing: readonly string[] | undefined
}

/** What is wrong and what to do; null: nothing. */
type Rule<T> = (facts: T) => readonly [what: string, remedy: string] | null

const shopRules: readonly Rule<Facts & { api: ApiConfig }>[] = [
  ({ api }) =>
    api.stripe.secretKey === undefined
      ? [
          'STRIPE_SECRET_KEY is not set, so no payment can be taken',
          'set it, or use `npm start` for a trial with a test shop',
        ]
      : null,
  ({ api }) =>
    api.stripe.webhookSecrets === undefined
      ? [
          'STRIPE_WEBHOOK_SECRET is not set, so no webhook can be trusted',
          'set it to the signing secret of the webhook endpoint',
        ]
      : null,
  ({ api: { stripe, host, publicUrl }, exposure }) =>
    stripe.apiBase !== undefined && !isPublic(stripe.apiBase) && isExposed(exposure)
      ? [
          `STRIPE_API_BASE points to a test shop, which is refused beside HOST ${host}, PUBLIC_URL ${publicUrl} and this key`,
          'unset it, or use loopback addresses and a test key',
        ]
      : null,
  ({ api: { stripe } }) =>
    isPublic(stripe.apiBase) && isPlain(stripe.apiBase)
      ? [
          'STRIPE_API_BASE is plain http, so the secret key would cross the network in the open',
          'use https, or unset it for Stripe itself',
        ]
      : null,
  ({ api: { stripe }, exposure }) =>
    isExposed(exposure) && stripe.webhookSecrets?.some((secret) => secret.length < 22)
      ? [
          'STRIPE_WEBHOOK_SECRET holds a secret too short to be Stripe’s, and whoever guesses it forges webhooks',
          'copy the whole signing secret of the webhook endpoint from Stripe’s dashboard',
        ]
      : null,
  ({ api: { opsHolders }, exposure }) => {
    const guessed = opsHolders.find(({ token }) => token.length < 20)
    return isExposed(exposure) && guessed !== undefined
      ? [
          `OPS_TOKENS has a token of ${guessed.token.length} characters for ${guessed.name}, and whoever guesses it runs the shop`,
          'make it anew with `openssl rand -hex 24`',
        ]
      : null
  },
  ({ link, exposure }) => (isExposed(exposure) && !link ? trialKey('LINK_SECRET') : null),
  ({ signing, exposure }) => (isExposed(exposure) && !signing ? trialKey('SIGNING_KEY') : null),
  ({ api: { correctionWindow }, exposure }) =>
    isProduction(exposure) && correctionWindow < correctionDays * 86_400_000
      ? [
          `CORRECTION_WINDOW is shorter than the ${correctionDays} days that the terms promise`,
          `set it to P${correctionDays}D or more, or unset it`,
        ]
      : null,
  ({ api: { oidc, opsHolders } }) =>
    oidc !== null && opsHolders.some(({ name }) => name.includes('@'))
      ? [
          'OPS_TOKENS names somebody by a name with an @, as the log names only who signs in by OIDC_ISSUER',
          'give tokens names without one',
        ]
      : null,
  ({ api: { stripe, publicUrl } }) =>
    isLive(stripe.secretKey) && !isPublic(publicUrl)
      ? [
          `PUBLIC_URL is ${publicUrl}, to which Stripe would send customers who have paid, to machines of their own`,
          'set it to the https address at which customers reach the shop',
        ]
      : null,
]

const rules: readonly Rule<Facts>[] = [
  ({ exposure: { publicUrl } }) =>
    isPublic(publicUrl) && isPlain(publicUrl)
      ? [
          'PUBLIC_URL is plain http, so links that open paid orders would cross the network in the open',
          'put a proxy with a certificate before the shop, and use its https address',
        ]
      : null,
  ({ exposure: { publicUrl, secretKey } }) =>
    isPublic(publicUrl) && secretKey !== undefined && !isLive(secretKey)
      ? [
          'STRIPE_SECRET_KEY is a test key, which takes no money, and PUBLIC_URL is open to customers',
          'set the live key, or a loopback PUBLIC_URL for a trial',
        ]
      : null,
  ({ exposure, config }) =>
    isProduction(exposure) && config.database.url === undefined
      ? [
          'DATABASE_URL is not set, and the embedded database takes only one process and is no place for paid orders',
          'set it to a PostgreSQL server',
        ]
      : null,
  ({ exposure, config: { store } }) =>
    isProduction(exposure) &&
    's3' in store &&
    isPlain(store.s3.endpoint) &&
    isPublic(store.s3.endpoint)
      ? [
          'S3_ENDPOINT is plain http, so whoever is on the way could withhold what customers bought',
          'use https, or a gateway on this machine',
        ]
      : null,
  ({ link = [], signing = [] }) =>
    link.some((key) => signing.includes(key))
      ? [
          'LINK_SECRET and SIGNING_KEY hold the same key, so who learns one has both',
          'make one of them anew with `openssl rand -base64 32`',
        ]
      : null,
]

/** A customer must be able to tell who sells, before and after paying. */
const unnamedSeller: Rule<{ exposure: Exposure; environment: Environment }> = ({
  exposure,
  environment,
}) => {
  const missing = Object.entries(sellerVariables).find(([, part]) => !readSeller(environment)[part])
  return isProduction(exposure) && missing
    ? [
        `${missing[0]} is not set, and the law wants it shown to customers`,
        mayBeNone.includes(missing[1]) ? 'set it, to “none” where the firm has none' : 'set it',
      ]
    : null
}

/** Without their page's address customers who have paid lose their pack with their browser's window. */
const unsentMail: Rule<{ exposure: Exposure; environment: Environment }> = ({
  exposure,
  environment,
}) => {
  const { smtpUrl, isNamed } = readMail(environment)
  if (isProduction(exposure) && smtpUrl === undefined)
    return [
      'SMTP_URL is not set, so no customer would be sent the link of a paid order',
      'set it to the mail server, as smtp://user:password@host:port',
    ]
  return smtpUrl !== undefined && !isNamed
    ? [
        'MAIL_FROM is not set, and no mail server takes a letter without its sender',
        'set it to an address that SMTP_URL may send from',
      ]
    : null
}

/** Not every firm stands in a register or has a VAT id; each has a name, an address and an e-mail. */
const mayBeNone: readonly string[] = ['register', 'vatId']

const sellerVariables = {
  SELLER_NAME: 'name',
  SELLER_ADDRESS: 'address',
  SELLER_EMAIL: 'email',
  SELLER_REGISTER: 'register',
  SELLER_VAT_ID: 'vatId',
} as const

/**
 * Refuses a configuration that would lose or forge payments, or lay open what customers bought.
 * Only a shop is held against what a shop needs; the rest holds for every process.
 *
 * @throws ConfigError with the variable, the reason and the remedy
 */
export function refuseUnsafe(environment: Environment, isShop: boolean): void {
  const { link, signing, data } = readSecrets(environment)
  const config = readBase(environment)
  const facts = { exposure: readExposure(environment), config, link, signing }
  if (isShop) check(shopRules, { ...facts, api: readApi(environment) })
  check(rules, facts)
  if (isShop) check([unnamedSeller, unsentMail], { ...facts, environment })
  checkKeys('LINK_SECRET', link ?? [])
  checkKeys('SIGNING_KEY', signing ?? [])
  checkKeys('DATA_KEY', data ?? [])
}

/** Without them each customer has the proxy's address, and all share one limit of checkouts. */
export function warnOfProxies({ publicUrl, stripe, host, trustedProxies }: ApiConfig, log: Log) {
  const production = isProduction({ publicUrl, secretKey: stripe.secretKey, host })
  if (production && trustedProxies.length === 0)
    log.warn(
      'TRUSTED_PROXIES is not set: behind a proxy all customers share one limit of checkouts; set it to the proxy’s address',
    )
}

/**
 * Each machine would sign with a key of its own, which no customer could check; so would a worker that
 * does not know whose packs it signs, since only a shop need be told its public address.
 */
export function refuseTrialSigning(environment: Environment, isShop: boolean): void {
  const { signing } = readSecrets(environment)
  if (signing !== undefined) return
  if (!isShop) check([() => strangeKey], null)
  if (isExposed(readExposure(environment))) check([() => trialKey('SIGNING_KEY')], null)
}

const strangeKey = [
  'SIGNING_KEY is not set, and what a worker signs with a key of its own the shop’s key does not verify',
  'set it to the one that the shop has',
] as const

/** What was sealed by a key made up here nobody could open on another machine. */
export function refuseTrialData(environment: Environment): void {
  if (readSecrets(environment).data === undefined && isExposed(readExposure(environment)))
    check([() => trialKey('DATA_KEY')], null)
}

/** A link of a key made up here would open nothing at the shop. */
export function refuseTrialLinks(environment: Environment): void {
  if (readSecrets(environment).link === undefined && isExposed(readExposure(environment)))
    check([() => trialKey('LINK_SECRET')], null)
}

function trialKey(variable: string) {
  return [
    `${variable} is not set, and a trial key must not protect what other machines reach`,
    'set it to base64 of 32 random bytes, made with `openssl rand -base64 32`',
  ] as const
}

function check<T>(all: readonly Rule<T>[], facts: T): void {
  for (const rule of all) {
    const refusal = rule(facts)
    if (refusal) throw new ConfigError(`${refusal.join('; ')}.`)
  }
}
