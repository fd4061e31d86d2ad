import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import Stripe from 'stripe'
import { type AppSettings, createApp } from '../api/app.ts'
import { sellerOf } from '../api/seller.ts'
import type { Shop } from '../api/shop.ts'
import { readSeller } from '../clients/config.ts'
import { createLog } from '../clients/log.ts'
import { readWebhook } from '../clients/stripe/webhook.ts'
import { findPostgres, postgresInstallLine, startPostgres } from '../dev/postgres.ts'
import { type Database, openDatabase } from '../store/database/database.ts'
import { createInbox } from '../store/money/inbox.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { vault } from './servers.ts'
import { median, round } from './statistics.ts'

const secret = 'whsec_bench'

/** Webhooks on their way at the same time, in a block, and blocks of each in turn. */
const [atOnce, block, blocks] = [16, 400, 10]

/** What it costs to acknowledge a webhook, against a bare route that stores the same. */
export async function acknowledgement({
  say,
  signal,
}: Bench): Promise<readonly Figure[] | Skipped> {
  if (findPostgres() === null) return { skipped: `PostgreSQL is absent: ${postgresInstallLine}` }
  const postgres = await startPostgres()
  const url = await postgres.createDatabase('webhooks')
  const database = await openDatabase({ url, folder: '', vault })
  const apps = [await ours(database), bare(database)]
  try {
    const [mine, other] = await Promise.all(
      apps.map(
        async (app) => `${await app.listen({ port: 0, host: '127.0.0.1' })}/webhooks/stripe`,
      ),
    )
    const rates: [number[], number[]] = [[], []]
    for (let n = 0; n <= blocks; n++) {
      say(`${n} of ${blocks} blocks`)
      for (const which of n % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        signal.throwIfAborted()
        const rate = await delivered(which === 0 ? mine! : other!)
        // The first warms up.
        if (n > 0) rates[which].push(rate)
      }
    }
    return [figureOf(median(rates[0]), median(rates[1]))]
  } finally {
    for (const app of apps) await app.close()
    await database.close()
    await postgres.stop()
  }
}

/** The shop's whole server; what its other routes need nobody asks for here. */
async function ours({ db }: Database): Promise<FastifyInstance> {
  const shop = {
    readWebhook: (body: Buffer, signature: string | undefined) =>
      readWebhook(body, signature, [secret]),
    inbox: createInbox(db),
    inboxChanged() {},
    observe: { webhook() {} },
    offers: [],
    seller: sellerOf(readSeller({})),
    limits: {},
  }
  const settings: AppSettings = {
    checkoutOrigins: [],
    trustedProxies: [],
    opsHolders: [],
    signIn: null,
    codecOrigin: undefined,
    secure: false,
    log: createLog('silent', 'bench'),
  }
  return createApp(shop as unknown as Shop, settings)
}

interface Event {
  readonly id: string
  readonly type: string
  readonly data: { readonly object: { readonly id: string } }
}

/** No signature, no look at what it is. */
function bare({ db }: Database): FastifyInstance {
  const app = fastify()
  const inbox = createInbox(db)
  app.post('/webhooks/stripe', async (request) => {
    const { id: eventId, type, data } = request.body as Event
    await inbox.add({ eventId, type, objectId: data.object.id })
    return { received: true }
  })
  return app
}

/** @returns webhooks a second */
async function delivered(url: string): Promise<number> {
  const waiting = Array.from({ length: block }, webhook)
  const began = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
        const { ok, status } = await fetch(url, one)
        if (!ok) throw new Error(`A webhook was answered ${status}.`)
      }
    }),
  )
  return block / ((performance.now() - began) / 1_000)
}

/** As long as Stripe's of a session are, about 3 KB. */
function webhook() {
  const object = { id: 'cs_test_1', object: 'checkout.session', filler: 'x'.repeat(2_800) }
  const id = `evt_${randomUUID().replaceAll('-', '')}`
  const event = { id, object: 'event', type: 'checkout.session.completed', data: { object } }
  const body = JSON.stringify(event)
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret })
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
  return { method: 'POST', body, headers }
}

function figureOf(mine: number, other: number): Figure {
  return {
    figure: 'webhooks acknowledged, against a bare Fastify route with the same insert',
    aim: { atLeast: 0.7 },
    measured: round(mine / other),
    unit: '',
    detail: { 'ours, a second': round(mine), 'bare, a second': round(other), 'at once': atOnce },
    leavesOut:
      'the work behind an event, which waits in the inbox; fsync. Client, server and PostgreSQL share these cores. The bare route checks no signature and says nothing of itself in headers.',
  }
}
