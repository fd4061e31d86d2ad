import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLedger } from '../dev/fake-stripe/ledger.ts'
import { startFakeStripe } from '../dev/fake-stripe.ts'
import { findPostgres, postgresInstallLine, startPostgres } from '../dev/postgres.ts'
import { auditSite } from '../site/audit/audit.ts'
import type { TellProgress } from '../site/audit/progress.ts'
import { openSite } from '../site/site.ts'
import { writeHistory, writeLog } from './audit/history.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { oldSession } from './reconciliation.ts'
import { round } from './statistics.ts'

const sizes = [1_000, 10_000, 100_000] as const

interface Measured {
  readonly orders: number
  /** Milliseconds for an order. */
  readonly each: number
  /** MiB of heap, at most, beyond what was used before. */
  readonly heap: number
}

/** What the audit takes for each order, in a shop with few and with many. */
export async function audit({ say, signal }: Bench): Promise<readonly Figure[] | Skipped> {
  if (findPostgres() === null) return { skipped: `PostgreSQL is absent: ${postgresInstallLine}` }
  const postgres = await startPostgres()
  const measured: Measured[] = []
  try {
    for (const orders of sizes) {
      signal.throwIfAborted()
      say(`${orders} orders`)
      measured.push(await measure(await postgres.createDatabase(`audit_${orders}`), orders))
    }
    return figuresOf(measured)
  } finally {
    await postgres.stop()
  }
}

async function measure(databaseUrl: string, orders: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-bench-'))
  const ledger = createLedger()
  for (let n = 0; n < orders; n++) ledger.put({ ...oldSession(`ord_old${n}`), id: `cs_old${n}` })
  const webhook = { webhookUrl: 'http://127.0.0.1:9/webhooks/stripe', webhookSecret: 'whsec_bench' }
  const stripe = await startFakeStripe({ ...webhook, ledger })
  const settings = {
    ...{ DATA_DIR: folder, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' },
    SIGNING_KEY: randomBytes(32).toString('base64'),
    ...{ STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_bench' },
    STRIPE_API_BASE: stripe.url,
  }
  const site = await openSite(settings, { part: 'bench', sells: true })
  const log = join(folder, 'model.log')
  try {
    await writeHistory(site, orders)
    await writeLog(site, log)
    let heap = 0
    const before = process.memoryUsage().heapUsed
    const progress: TellProgress = () => {
      heap = Math.max(heap, process.memoryUsage().heapUsed - before)
    }
    const began = performance.now()
    const asked = { grace: 0, files: false, modelLogs: [log], progress }
    const { findings, orders: count } = await auditSite(site, asked)
    const each = (performance.now() - began) / orders
    if (count !== orders || findings.length > 0)
      throw new Error(`${count} orders, ${findings.length} findings: ${findings[0]?.what}`)
    return { orders, each, heap: heap / 1_048_576 }
  } finally {
    await site.close()
    await stripe.close()
    rmSync(folder, { recursive: true })
  }
}

function figuresOf(measured: readonly Measured[]): Figure[] {
  const few = measured[0]!
  const many = measured.at(-1)!
  const detail = Object.fromEntries(
    measured.flatMap(({ orders, each, heap }) => [
      [`${orders} orders, ms each`, round(each)],
      [`${orders} orders, MiB of heap at most`, round(heap)],
    ]),
  )
  return [
    {
      figure: `the audit of an order, of ${many.orders} against of ${few.orders}`,
      aim: { atMost: 1.3 },
      measured: round(many.each / few.each),
      unit: '',
      detail,
      leavesOut:
        'files of packs, each of which is read and verified, and the network to Stripe; the test shop answers on these cores.',
    },
    {
      figure: `memory of the audit of ${many.orders} orders against of ${measured[1]!.orders}`,
      aim: { atMost: 2 },
      measured: round(many.heap / measured[1]!.heap),
      unit: '',
      detail: {},
      leavesOut: 'SQLite, which keeps what does not fit into its cache in a file.',
    },
  ]
}
