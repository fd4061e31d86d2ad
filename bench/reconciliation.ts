import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readApi } from '../clients/config.ts'
import { createLedger, type Ledger } from '../dev/fake-stripe/ledger.ts'
import { openSession } from '../dev/fake-stripe/session.ts'
import { sessionParams } from '../dev/fake-stripe/session-params.ts'
import { startFakeStripe } from '../dev/fake-stripe.ts'
import { findPostgres, postgresInstallLine, startPostgres } from '../dev/postgres.ts'
import { openSite, type Site } from '../site/site.ts'
import { openTill } from '../site/till.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { mainOrder } from './sample-order.ts'
import { median, round } from './statistics.ts'

/** Orders whose payment is settled, each with its session. */
const [few, many] = [1_000, 100_000]

/** Orders whose payment may still change. */
const [some, more] = [50, 200]

const rounds = 5

/** What a turn of reconciliation costs, beside much history and with many open orders. */
export async function reconciliation({ say, signal }: Bench): Promise<readonly Figure[] | Skipped> {
  if (findPostgres() === null) return { skipped: `PostgreSQL is absent: ${postgresInstallLine}` }
  const postgres = await startPostgres()
  const arms: Arm[] = []
  try {
    for (const history of [few, many]) {
      say(`${history} orders in history`)
      arms.push(await openArm(await postgres.createDatabase(`history_${history}`), history))
    }
    const times = new Map<string, number[]>()
    for (const open of [some, more]) {
      for (const arm of arms) await arm.openUpTo(open)
      say(`${open} open orders`)
      for (let n = 0; n <= rounds; n++)
        for (const arm of n % 2 === 0 ? arms : arms.toReversed()) {
          signal.throwIfAborted()
          const ms = await arm.turn(open)
          // The first warms up.
          if (n > 0) times.set(arm.key(open), [...(times.get(arm.key(open)) ?? []), ms])
        }
    }
    return figuresOf((history, open) => median(times.get(`${history} ${open}`) ?? []))
  } finally {
    for (const arm of arms) await arm.close()
    await postgres.stop()
  }
}

type Arm = Awaited<ReturnType<typeof openArm>>

/** A shop with a history of its own, at its Stripe as in its database. */
async function openArm(databaseUrl: string, history: number) {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-bench-'))
  const ledger = createLedger()
  for (let n = 0; n < history; n++) ledger.put(oldSession(`ord_old${n}`))
  const webhook = { webhookUrl: 'http://127.0.0.1:9/webhooks/stripe', webhookSecret: 'whsec_bench' }
  const stripe = await startFakeStripe({ ...webhook, ledger })
  const settings = settingsFor(folder, databaseUrl, stripe.url)
  const site = await openSite(settings, { part: 'bench', sells: true })
  const till = openTill(site, readApi(settings))
  await site.orders.create(newOrder('ord_first'))
  await writeHistory(site, history)
  let open = 0
  return {
    key: (openOrders: number) => `${history} ${openOrders}`,
    async openUpTo(wanted: number) {
      for (; open < wanted; open++) await openOrder(site, till, `ord_open${open}`)
    },
    /** @returns milliseconds */
    async turn(wanted: number): Promise<number> {
      const began = performance.now()
      const wish = { atOnce: true, all: true }
      const turn = await till.reconcile(new AbortController().signal, wish)
      const elapsed = performance.now() - began
      if (turn?.lookedUp !== wanted) throw new Error(`${turn?.lookedUp} of ${wanted} looked up.`)
      return elapsed
    },
    async close() {
      await site.close()
      await stripe.close()
      rmSync(folder, { recursive: true })
    },
  }
}

function settingsFor(folder: string, databaseUrl: string, stripe: string) {
  return {
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'silent',
    SIGNING_KEY: randomBytes(32).toString('base64'),
    STRIPE_SECRET_KEY: 'sk_test_1',
    STRIPE_WEBHOOK_SECRET: 'whsec_bench',
    STRIPE_API_BASE: stripe,
  }
}

const monthAgo = Math.floor(Date.now() / 1000) - 30 * 86_400

/** Of an order that was paid a month ago. */
export function oldSession(order: string): Parameters<Ledger['put']>[0] {
  const params = sessionParams.parse({
    mode: 'payment',
    metadata: { order },
    success_url: 'http://127.0.0.1:9/',
    line_items: [
      {
        quantity: '1',
        price_data: { currency: 'eur', unit_amount: '7900', product_data: { name: 'A pack' } },
      },
    ],
  })
  const { session } = openSession(params, 'http://127.0.0.1:9')
  return { ...session, status: 'complete', payment_status: 'paid', created: monthAgo }
}

function newOrder(id: string) {
  const order = mainOrder()
  const consent = { terms: '2026-11', immediateDelivery: true, at: order.frozenAt } as const
  const stored = { email: 'owner@example.com', consent, idempotencyKey: null, requestHash: '' }
  return { ...order, ...stored, id }
}

/** Orders that are complete; what was answered is no part of what is read here. */
async function writeHistory({ database: { db } }: Site, history: number): Promise<void> {
  await sql`
    insert into orders (id, pack, tier, email, answers, currency, amount, consent, content_version,
      frozen_at, request_hash, state, session_id, paid_at, look_due_at)
    select 'ord_old' || n, pack, tier, email, '{}', currency, amount, consent, content_version,
      frozen_at, '', 'complete', 'cs_old' || n, frozen_at, frozen_at
    from orders, generate_series(1, ${sql.lit(history)}) n where id = 'ord_first'`.execute(db)
  await sql`analyze orders`.execute(db)
}

async function openOrder(site: Site, till: ReturnType<typeof openTill>, id: string) {
  const { pack, tier, amount, currency, email } = await site.orders.create(newOrder(id))
  const text = { title: 'A pack', description: 'All documents.' }
  const request = { orderId: id, pack, tier, ...text, amount, currency, email }
  const { sessionId, url } = await till.payments.createCheckout(request)
  await site.orders.setSession(id, sessionId, url)
}

function figuresOf(time: (history: number, open: number) => number): Figure[] {
  const detail = Object.fromEntries(
    [few, many].flatMap((history) =>
      [some, more].map((open) => [
        `${history} in history, ${open} open, median ms`,
        round(time(history, open)),
      ]),
    ),
  )
  const leavesOut =
    'the network to Stripe, which is most of a turn in earnest, and its limits: the test shop answers on these cores.'
  return [
    {
      figure: `a reconciliation with ${more} open orders, ${many} in history against ${few}`,
      aim: { atMost: 1.3 },
      measured: round(time(many, more) / time(few, more)),
      unit: '',
      detail,
      leavesOut,
    },
    {
      figure: `a reconciliation for each open order, of ${more} against of ${some}`,
      aim: { atMost: 1.3 },
      measured: round(time(many, more) / more / (time(many, some) / some)),
      unit: '',
      detail: {},
      leavesOut,
    },
  ]
}
