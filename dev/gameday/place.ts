import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import { writeEndpoints } from './endpoints.ts'
import { writeLabels } from './labels.ts'
import { links } from './schedule.ts'

const parts = [
  'database',
  'temporalUi',
  'stripe',
  'small',
  'large',
  'judge',
  'mail',
  's3',
  'toxiproxy',
  // The last of them: a cluster takes as many as `clusterPorts` in a row.
  'temporal',
] as const

const clusterPorts = 8

/** Where everything of a game day is: a folder, ports on loopback, keys. */
export type Place = Awaited<ReturnType<typeof choosePlace>>

export async function choosePlace(folder: string) {
  const count = 2 * links.length + 2 + parts.length + clusterPorts
  let next = await freePort(count)
  const take = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, next++])) as Record<Name, number>
  const logs = join(folder, 'logs')
  mkdirSync(logs, { recursive: true })
  const proxies = take(links)
  return {
    folder,
    logs,
    /** By which each part is called. */
    proxies,
    /** A file that names the models, and what they cost. */
    endpoints: writeEndpoints(folder, proxies),
    /** Of our proxies behind these, in a full house. */
    doors: take(links),
    apis: [next++, next++] as const,
    ports: take(parts),
    /** A folder of what the mail server took. */
    letters: join(folder, 'letters'),
    /** What each model server was asked. */
    modelLogs: {
      '4b': join(folder, 'model-4b.jsonl'),
      '32b': join(folder, 'model-32b.jsonl'),
      judge: join(folder, 'model-judge.jsonl'),
    },
    /** What the judge's server knows to be faulty. */
    labels: writeLabels(folder),
    database: 'packhorse',
    opsTokens: { operator: token(), reviewer: token() },
    stripe: { secretKey: 'sk_test_gameday', webhookSecret: `whsec_${key(16)}` },
    keys: { link: key(32), signing: key(32), data: key(32), payload: key(32) },
  }
}

const token = () => randomBytes(24).toString('hex')

const key = (bytes: number) => randomBytes(bytes).toString('base64')

/** What every process of ours is given; bounds are short, so that what waits for them ends in a minute. */
export function environmentOf(place: Place): Record<string, string> {
  const { folder, proxies, endpoints, keys, stripe, opsTokens, database } = place
  const { PATH = '', HOME = '' } = process.env
  return {
    PATH,
    HOME,
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${proxies.shop}`,
    DATA_DIR: folder,
    STORE_URL: `file:${join(folder, 'blobs')}`,
    DATABASE_URL: `postgres://postgres@127.0.0.1:${proxies.database}/${database}`,
    TEMPORAL_ADDRESS: `127.0.0.1:${proxies.temporal}`,
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_API_BASE: `http://127.0.0.1:${proxies.stripe}`,
    SMTP_URL: `smtp://127.0.0.1:${proxies.mail}`,
    MAIL_FROM: 'Packhorse <packs@shop.example>',
    MAIL_GRACE: 'PT5S',
    ENDPOINTS_FILE: endpoints,
    LINK_SECRET: keys.link,
    SIGNING_KEY: keys.signing,
    DATA_KEY: keys.data,
    PAYLOAD_KEY: keys.payload,
    OPS_TOKENS: `gameday:operator:${opsTokens.operator},reader:reviewer:${opsTokens.reviewer}`,
    CHECKOUTS_PER_MINUTE: '100000',
    INFERENCE_4B_TIMEOUTS: '10,15,30',
    INFERENCE_32B_TIMEOUTS: '10,15,30',
    INFERENCE_JUDGE_TIMEOUTS: '10,15,30',
    LATE_UPGRADE_WINDOW: 'PT1M',
    BREAKER_QUARANTINE: 'PT5S',
    LOG_LEVEL: 'info',
  }
}
