import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import { type LinkName, links } from './schedule.ts'

const parts = ['database', 'temporalUi', 'stripe', 'small', 'large', 'mail', 's3'] as const

/** A cluster of Temporal takes so many in a row. */
const clusterPorts = 8

/** Where everything of a game day is: a folder, ports on loopback, keys. */
export type Place = Awaited<ReturnType<typeof choosePlace>>

export async function choosePlace(folder: string) {
  const first = await freePort(parts.length + links.length + 2 + clusterPorts)
  const port = (at: number) => first + at
  const ports = Object.fromEntries(parts.map((part, at) => [part, port(at)]))
  const proxies = Object.fromEntries(links.map((link, at) => [link, port(parts.length + at)]))
  const apis = [0, 1].map((at) => port(parts.length + links.length + at))
  const temporal = port(parts.length + links.length + 2)
  const logs = join(folder, 'logs')
  mkdirSync(logs, { recursive: true })
  return {
    folder,
    logs,
    ports: { ...(ports as Record<(typeof parts)[number], number>), temporal },
    /** Of the proxy before each part. */
    proxies: proxies as Record<LinkName, number>,
    apis,
    /** A folder of what the mail server took. */
    letters: join(folder, 'letters'),
    /** What each model server was asked. */
    modelLogs: { '4b': join(folder, 'model-4b.jsonl'), '32b': join(folder, 'model-32b.jsonl') },
    database: 'packhorse',
    opsToken: randomBytes(24).toString('hex'),
    stripe: { secretKey: 'sk_test_gameday', webhookSecret: `whsec_${key(16)}` },
    keys: { link: key(32), signing: key(32), data: key(32), payload: key(32) },
  }
}

const key = (bytes: number) => randomBytes(bytes).toString('base64')

/** What every process of ours is given; bounds are short, so that what waits for them ends in a minute. */
export function environmentOf(place: Place): Record<string, string> {
  const { folder, proxies, keys, stripe, opsToken, database } = place
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
    VLLM_4B_URLS: `http://127.0.0.1:${proxies['model-4b']}/v1`,
    VLLM_32B_URLS: `http://127.0.0.1:${proxies['model-32b']}/v1`,
    LINK_SECRET: keys.link,
    SIGNING_KEY: keys.signing,
    DATA_KEY: keys.data,
    PAYLOAD_KEY: keys.payload,
    OPS_TOKENS: `gameday:operator:${opsToken}`,
    CHECKOUTS_PER_MINUTE: '100000',
    INFERENCE_4B_TIMEOUTS: '10,15,30',
    INFERENCE_32B_TIMEOUTS: '10,15,30',
    LATE_UPGRADE_WINDOW: 'PT1M',
    BREAKER_QUARANTINE: 'PT5S',
    LOG_LEVEL: 'info',
  }
}
