import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { createApp } from '../api/app.ts'
import { offers, sampleAnswers } from '../api/offers.ts'
import { sellerOf } from '../api/seller.ts'
import type { Shop } from '../api/shop.ts'
import { createFileBlobs } from '../clients/blobs/files.ts'
import { createLog } from '../clients/log.ts'
import { createReadiness } from '../clients/probes.ts'
import { unsupportedCharacters } from '../documents/type/characters.ts'
import { isEnglish } from '../inference/checks/reading/words.ts'
import { createCheckout } from '../orders/checkout/checkout.ts'
import { createExamine } from '../orders/checkout/examine.ts'
import type { NewOrder } from '../pack/stored-order.ts'
import type { Figure } from './benchmark.ts'
import { median, round } from './statistics.ts'

/** Bytes of a body, a little below what the checkout takes. */
const limit = 64_000
/** Times that each request is sent; the first half warms up. */
const times = 20

type App = Awaited<ReturnType<typeof createApp>>
type Call = InjectOptions

/** CPU that one stranger's request can take, of the dearest that we know for each route. */
export async function dearestRequests(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-bench-'))
  const app = await openApp(folder)
  try {
    const found: [string, number][] = []
    for (const [name, call] of Object.entries(calls)) found.push([name, await cpuOf(app, call)])
    return [figureOf(found)]
  } finally {
    await app.close()
    rmSync(folder, { recursive: true })
  }
}

const answers = sampleAnswers('gdpr') ?? {}
const marks = '\u0323\u0301'.repeat(limit / 4)

const calls: Readonly<Record<string, Call>> = {
  'POST /checkout, JSON, combining marks': order({ legalName: marks.slice(0, -400) }),
  'POST /checkout, JSON, marks in the e-mail': json({ email: `a@${marks.slice(0, -400)}` }),
  'POST /checkout, JSON, wrong items': json({ answers: { use: { purposes: ones(30_000) } } }),
  'POST /checkout, JSON, unknown keys': json({ answers: keys(6_000) }),
  'POST /checkout, JSON, empty rows': json({ answers: { systems: ones(20_000).map(() => ({})) } }),
  'POST /checkout, JSON, nested': nested(limit / 8),
  'POST /checkout, form, many names': form(Object.entries(keys(6_000))),
  'POST /checkout, form, many rows': form(rows(4_000)),
  'POST /checkout, form, one name': form(ones(3_000).map(() => ['use.purposes', 'x'])),
  'POST /checkout, form, combining marks': form([['company.legalName', marks.slice(0, 10_000)]]),
  'POST /webhooks/stripe, not signed': {
    method: 'POST',
    url: '/webhooks/stripe',
    headers: {
      'content-type': 'application/json',
      'stripe-signature': `t=1,${'v1=0,'.repeat(2_000)}`,
    },
    payload: `"${'x'.repeat(limit)}"`,
  },
  'GET /checkout/done, a made-up session': {
    url: `/checkout/done?session_id=${'cs_'.repeat(4_000)}`,
  },
  'GET /orders/:token, made up': { url: `/orders/${'x'.repeat(200)}` },
  'GET /readyz': { url: '/readyz' },
  'GET /packs/:pack': { url: '/packs/gdpr' },
  'GET /packs/:pack/questions.json': { url: '/packs/gdpr/questions.json' },
}

function json(changes: object): Call {
  const body = { pack: 'gdpr', tier: 'full', email: 'a@example.com', consent: true, answers }
  return { method: 'POST', url: '/checkout', payload: { ...body, ...changes } }
}

function order(company: object): Call {
  return json({
    answers: { ...answers, company: { ...(answers['company'] as object), ...company } },
  })
}

function form(names: readonly (readonly [string, unknown])[]): Call {
  const payload = new URLSearchParams({ pack: 'gdpr' })
  for (const [name, value] of names) payload.append(name, String(value))
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
  return { method: 'POST', url: '/checkout', headers, payload: payload.toString().slice(0, limit) }
}

function ones(count: number): number[] {
  return Array(count).fill(1)
}

function keys(count: number): Record<string, number> {
  return Object.fromEntries(ones(count).map((one, index) => [`k${index}`, one]))
}

function rows(count: number): [string, number][] {
  return ones(count).map((one, index) => [`systems.${index % 1_000}.n${index}`, one])
}

/** Written by hand: `JSON.stringify` does not go so deep. */
function nested(depth: number): Call {
  const headers = { 'content-type': 'application/json' }
  const payload = `{"pack":"gdpr","answers":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`
  return { method: 'POST', url: '/checkout', headers, payload }
}

/** Median milliseconds. */
async function cpuOf(app: App, call: Call): Promise<number> {
  const taken: number[] = []
  for (let time = 0; time < times; time++) {
    const before = process.cpuUsage()
    await app.inject(call)
    const { user, system } = process.cpuUsage(before)
    taken.push((user + system) / 1_000)
  }
  return median(taken.slice(times / 2))
}

/** The HTTP side, checkout and storage as they are; nothing else that they would write to or ask. */
function openApp(folder: string): Promise<App> {
  const away = () => Promise.reject(new Error('not part of this benchmark'))
  const examine = createExamine(unsupportedCharacters, isEnglish)
  const checkout = createCheckout({
    orders: {
      create: async (order: NewOrder) => ({ ...order, ...unpaid }),
      byIdempotencyKey: async () => undefined,
      setSession: async (_id, _sessionId, url) => url,
    },
    payments: {
      createCheckout: async () => ({ sessionId: 'cs_1', url: 'https://pay.example' }),
      retrieveSession: away,
    },
    examine,
    rehearse: async () => {},
    prepare: () => {},
    clock: () => new Date(),
  })
  const shop = {
    seller: sellerOf(nobody),
    offers: offers({ tax: false, invoices: false }),
    limits: {
      checkoutsOfAddress: boundless,
      checkoutsOfCustomer: boundless,
      landings: boundless,
      guesses: boundless,
    },
    examine,
    checkout,
    readiness: createReadiness([
      { name: 'blobs', required: true, run: createFileBlobs(folder).ping },
    ]),
    links: { orderOf: () => null },
    orderBySession: away,
    readWebhook: () => {
      throw new Error('not signed')
    },
    observe: { checkout() {}, webhook() {} },
  } as unknown as Shop
  return createApp(shop, {
    checkoutOrigins: [],
    trustedProxies: [],
    opsHolders: [],
    signIn: null,
    codecOrigin: undefined,
    secure: false,
    log: createLog('silent', 'bench'),
  })
}

const boundless = async () => 0

const nobody = {
  name: undefined,
  address: undefined,
  email: undefined,
  register: undefined,
  vatId: undefined,
}

const unpaid = {
  state: 'awaiting-payment' as const,
  attentions: {},
  readAt: null,
  payment: null,
  sessionId: null,
  checkoutUrl: null,
  paidAt: null,
  amountPaid: null,
  refundOwed: null,
  nextUpdateBy: null,
  linkGeneration: 1,
}

function figureOf(found: readonly (readonly [string, number])[]): Figure {
  return {
    figure: 'CPU of the dearest request that a stranger can send',
    aim: { atMost: 50 },
    measured: round(Math.max(...found.map(([, ms]) => ms))),
    unit: 'ms',
    detail: Object.fromEntries(found.map(([name, ms]) => [`${name}, ms`, round(ms)])),
    leavesOut:
      'the rehearsal of a valid order, which has a short queue of its own; sockets; the database.',
  }
}
