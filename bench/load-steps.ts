import { setTimeout as sleep } from 'node:timers/promises'
import { findPostgres, postgresInstallLine } from '../dev/postgres.ts'
import { openShop, type Shop } from '../dev/shop.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { saturationOf } from './self-serve-flood.ts'
import { withServers } from './servers.ts'
import { buy, handled, paidTo } from './shop-orders.ts'
import { quantile, round } from './statistics.ts'
import { startWorkers } from './worker-processes.ts'

/** Of the saturating rate. */
const shares = [0.25, 0.5, 0.9] as const
/** Of each step; of so few the p99 is the slowest. */
const orders = 24
/** Milliseconds that a customer stays on the payment page: short, so that most of it is printed ahead. */
const paying = 5_000
/** Milliseconds. */
const aim = 3_000

/** Paid → v1 while orders come at random, at shares of the rate that assembly can take. */
export async function loadSteps({ say, signal }: Bench): Promise<readonly Figure[] | Skipped> {
  if (findPostgres() === null) return { skipped: `PostgreSQL is absent: ${postgresInstallLine}` }
  return withServers(say, async ({ temporal, createDatabase }) => {
    const shop = await openShop({
      temporal,
      databaseUrl: await createDatabase('steps'),
      workers: [],
      environment: { LATE_UPGRADE_WINDOW: 'P1D' },
    })
    const stopWorkers = startWorkers(shop.settings, [['orders', 'upkeep'], ['assembly']])
    try {
      await paidTo(1, shop, await buy(shop), signal)
      const saturation = await saturationOf(shop, signal)
      say(`assembly saturates at ${round(saturation)} orders/s`)
      const steps: Step[] = []
      for (const share of shares) {
        steps.push({ share, ms: await deliveredAt(share * saturation, shop, signal) })
        say(`${share} of it: ${spread(steps.at(-1)!)} ms`)
      }
      return [figureOf(steps, saturation)]
    } finally {
      await stopWorkers()
      await shop.close()
    }
  })
}

interface Step {
  readonly share: number
  /** From payment to v1, of each order. */
  readonly ms: readonly number[]
}

async function deliveredAt(
  perSecond: number,
  shop: Shop,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const deliveries: Promise<number>[] = []
  for (let i = 0; i < orders; i++) {
    deliveries.push(handled(deliver(shop, i, signal)))
    // As independent customers come.
    const pause = (-Math.log(1 - Math.random()) * 1_000) / perSecond
    await sleep(pause, undefined, { signal })
  }
  return Promise.all(deliveries)
}

async function deliver(shop: Shop, index: number, signal: AbortSignal): Promise<number> {
  const email = `step-${index}@example.com`
  const { order, token, url } = await shop.order('self-serve', email)
  await sleep(paying, undefined, { signal })
  const paid = await shop.buyer.pay(url)
  return paidTo(1, shop, { order, token, paid }, signal)
}

function spread({ ms }: Step): string {
  return [0.5, 0.99].map((p) => Math.round(quantile(ms, p))).join(' / ')
}

function figureOf(steps: readonly Step[], saturation: number): Figure {
  const half = steps.find(({ share }) => share === 0.5)!
  const detail = steps.map((step) => [`at ${step.share} of saturation, p50 / p99 ms`, spread(step)])
  return {
    figure: 'paid → v1 at half of the saturating order rate, p99',
    aim: { atMost: aim },
    measured: quantile(half.ms, 0.99),
    unit: 'ms',
    detail: {
      ...Object.fromEntries(detail),
      'saturation, of orders paid at once, orders/s': round(saturation),
      'ms on the payment page': paying,
      'orders a step (of so few the p99 is the slowest)': orders,
    },
    leavesOut: 'models, which are away; machines apart: servers and customers share these cores.',
  }
}
