import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ServedApi, serveApi } from '../api/serve.ts'
import { judgeVersion } from '../inference/judge/judge-prompt.ts'
import type { Tier } from '../pack/order.ts'
import type { WorkerName } from '../pack/queues.ts'
import type { OrderStatus } from '../pack/status.ts'
import { openSite, type Site } from '../site/site.ts'
import { keyOf } from '../store/sealing.ts'
import { bound } from '../store/vault.ts'
import { type RunningWorkers, runWorkers } from '../workers/run.ts'
import { createBank } from './bank.ts'
import { createBuyer } from './demo/buyer.ts'
import { startFakeStripe } from './fake-stripe.ts'
import { freePort } from './free-port.ts'
import { hasty, patient } from './patience.ts'
import { startStandInModel } from './stand-in-model.ts'

export const webhookSecret = 'whsec_test'
const everything: WorkerName[] = [
  'orders',
  'assembly',
  'inference-4b-lora',
  'inference-32b-awq',
  'inference-judge',
  'upkeep',
]
const answers = JSON.parse(readFileSync(join(import.meta.dirname, 'samples', 'gdpr.json'), 'utf8'))

export interface ShopOptions {
  /** `host:port` of a Temporal server. */
  readonly temporal: string
  /** An empty PostgreSQL database; the embedded one when left out. */
  readonly databaseUrl?: string | undefined
  /** All when left out; `[]`: no worker at all. */
  readonly workers?: readonly WorkerName[]
  readonly environment?: Readonly<Record<string, string>>
  /** Answers that each stand-in model writes at the same time; unlimited when left out. */
  readonly concurrency?: number
  /** Texts are reused between orders; every sample order is of one firm, so left out they are not. */
  readonly reuse?: boolean
  /** A judge looks at published texts, and decides once it was measured; left out: there is none. */
  readonly judge?: 'measured' | 'unmeasured'
  /** Milliseconds that a bank debit takes; a second when left out. */
  readonly settleAfterMs?: number
}

export type Shop = Awaited<ReturnType<typeof openShop>>

/**
 * A whole shop on real parts, with database, task queues and folder of its own; Stripe and the
 * models are replaced at the wire. Most bounds are short, so that what waits for them ends in seconds.
 */
export async function openShop(options: ShopOptions) {
  const { workers = everything, concurrency, settleAfterMs, reuse = false, judge } = options
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-shop-'))
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const webhookUrl = `${publicUrl}/webhooks/stripe`
  const stripe = await startFakeStripe({ webhookUrl, webhookSecret, settleAfterMs })
  const { small, large, referee, modelLogs } = await startModels(folder, concurrency)
  const named = {
    VLLM_4B_URLS: small.url,
    VLLM_32B_URLS: large.url,
    ...(judge && { VLLM_JUDGE_URLS: referee.url }),
  }
  const places = { PORT: String(port), PUBLIC_URL: publicUrl, DATA_DIR: folder }
  const settings = { ...places, STRIPE_API_BASE: stripe.url, ...named, ...settingsFor(options) }
  const site = await openSite(settings, { part: 'test', sells: true })
  if (!reuse) await site.settings.change(withoutReuse)
  if (judge) await admitJudge(site, judge)
  const api: ServedApi = await serveApi(site)
  const running: RunningWorkers[] = []
  const hire = async (names: readonly WorkerName[], build = site.config.build) => {
    const hired = await runWorkers({ ...site, config: { ...site.config, build } }, names)
    running.push(hired)
    return hired
  }
  const queues = workers.filter((name) => judge || name !== 'inference-judge')
  if (queues.length > 0) await hire(queues)
  const close = async () => {
    await api.close()
    for (const hired of running) await hired.shutdown()
    await site.close()
    await Promise.all([stripe.close(), small.close(), large.close(), referee.close()])
    rmSync(folder, { recursive: true, force: true })
  }
  const customer = createCustomer(publicUrl)
  const bank = createBank(stripe)
  const made = {
    site,
    settings,
    app: api.app,
    publicUrl,
    stripe,
    bank,
    small,
    large,
    referee,
    modelLogs,
  }
  return { ...made, hire, close, alter: alterer(site), intentOf: intentFinder(site), ...customer }
}

async function startModels(folder: string, concurrency: number | undefined) {
  const start = (model: string) =>
    startStandInModel({ models: [model], concurrency, log: join(folder, `${model}.log`) })
  const models = ['packhorse-4b-lora', 'packhorse-32b-awq', judgeModel] as const
  const [small, large, referee] = await Promise.all([
    start(models[0]),
    start(models[1]),
    start(models[2]),
  ])
  const logs = models.map((model) => join(folder, `${model}.log`))
  return { small, large, referee, modelLogs: logs }
}

/** The same for all shops of a process: some share a database. */
const dataKey = randomBytes(32).toString('base64')

function settingsFor({ temporal, databaseUrl, environment, workers = everything }: ShopOptions) {
  const isStaffed = workers.length === everything.length
  return {
    LOG_LEVEL: 'silent',
    TEMPORAL_ADDRESS: temporal,
    QUEUE_PREFIX: `${randomBytes(6).toString('hex')}-`,
    SIGNING_KEY: randomBytes(32).toString('base64'),
    DATA_KEY: dataKey,
    STRIPE_SECRET_KEY: 'sk_test_1',
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    CHECKOUTS_PER_MINUTE: '10000',
    ...(isStaffed ? patient : hasty),
    LATE_UPGRADE_WINDOW: 'PT2S',
    // What one order did to the models is not to be felt by the next.
    BREAKER_QUARANTINE: 'PT0S',
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...environment,
  }
}

/** Of a setting that is to hold for all calls, for ever. */
export const everywhere = {
  operation: null,
  risk: null,
  tier: null,
  share: null,
  until: null,
} as const

const judgeModel = 'packhorse-judge'

/** As if somebody had measured the stand-in for the judge. */
const measured = {
  ...{ model: judgeModel, promptVersion: judgeVersion, answers: 200 },
  ...{ kappa: 0.9, low: 0.85, high: 0.95, found: 0.95, alarmed: 0.02 },
}

/** No sample of the others, so that a test knows what is judged. */
const publishedAlone = {
  by: 'the shop of the tests',
  why: 'a test knows what is judged',
  key: 'judgeSample',
  value: 0,
  ...everywhere,
} as const

async function admitJudge({ settings, calibrations }: Site, how: 'measured' | 'unmeasured') {
  await settings.change(publishedAlone)
  if (how === 'measured') await calibrations.record(measured, 'the shop of the tests')
}

const withoutReuse = {
  by: 'the shop of the tests',
  why: 'equal orders shall each be written',
  key: 'cache',
  value: false,
  ...everywhere,
} as const

interface Frozen {
  readonly answers?: unknown
  readonly amount?: number
}

/** Changes what is frozen of an order, which the shop itself never does. */
function alterer({ database: { db, vault } }: Site) {
  return async (order: string, { answers, ...rest }: Frozen): Promise<void> => {
    const sealed = async () => vault.close(order, await keyOf(db, order), bound.answers(1), answers)
    const change = { ...rest, ...(answers !== undefined && { answers: await sealed() }) }
    if (Object.keys(change).length === 0) return
    await db.updateTable('orders').set(change).where('id', '=', order).execute()
  }
}

/** The PaymentIntent by which an order was paid, as soon as the shop knows it. */
function intentFinder({ orders }: Site) {
  return async (order: string): Promise<string> => {
    for (;;) {
      const payment = (await orders.byId(order))?.payment
      if (payment) return payment.intent
      await sleep(50)
    }
  }
}

/** Buys, and waits for what becomes of it. */
function createCustomer(publicUrl: string) {
  const buyer = createBuyer(publicUrl)
  const order = (tier: Tier = 'self-serve', email = 'owner@example.com') =>
    buyer.order({ pack: 'gdpr', tier, email, answers, consent: true })
  return {
    buyer,
    /** Not paid yet. */
    order,

    async buy(tier?: Tier) {
      const ordered = await order(tier)
      await buyer.pay(ordered.url)
      return ordered
    },

    /**
     * The order's status as soon as it is as wanted. Fails when it is not in time, with the last one.
     *
     * @param within milliseconds
     */
    async until(
      token: string,
      wanted: (status: OrderStatus) => boolean,
      within = 120_000,
    ): Promise<OrderStatus> {
      const giveUp = Date.now() + within
      for (;;) {
        const status = await buyer.status(token)
        if (wanted(status)) return status
        if (Date.now() > giveUp) throw new Error(`Waited in vain; last: ${JSON.stringify(status)}`)
        await sleep(100)
      }
    },
  }
}

export const isComplete = ({ state }: OrderStatus) => state === 'complete'
