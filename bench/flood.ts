import { setTimeout as sleep } from 'node:timers/promises'
import { findPostgres, postgresInstallLine } from '../dev/postgres.ts'
import { everywhere, openShop, type Shop } from '../dev/shop.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { concurrency, type Load, sizeLoad, underFlood } from './self-serve-flood.ts'
import { withServers } from './servers.ts'
import { buy, handled, paidTo } from './shop-orders.ts'
import { median, quantile, round } from './statistics.ts'
import { startWorkers } from './worker-processes.ts'

const phases = ['alone', 'flood', 'spare', 'alone', 'flood', 'spare'] as const
type Phase = (typeof phases)[number]
/**
 * Full orders of a phase, and milliseconds from one to the next: with the flood beside them they leave
 * this machine's cores some time, or the figure would be of the machine and not of what the tiers share.
 */
const fullOrders = 10
const pace = 6_000
/** Milliseconds of an answer from the 32B stand-in; a real one of some 300 tokens takes longer. */
const latency = 2_000

/** A deployment's own bounds: nothing is tried again while this lasts. */
const environment = {
  INFERENCE_4B_TIMEOUTS: '20,45,90',
  INFERENCE_32B_TIMEOUTS: '60,180,300',
  LATE_UPGRADE_WINDOW: 'P1D',
}

/**
 * What a text that the smaller model could not write then asks of the larger one; while that is only
 * slow, nothing does.
 */
const spareCapacity = {
  by: 'the benchmark',
  why: 'self-serve shall take what it can get of the larger model',
  key: 'spareCapacity',
  value: true,
  ...everywhere,
} as const

/**
 * Full-tier latency while self-serve asks for ten times what its endpoint can serve, and while all
 * that it asks for goes on to the full tier's own as spare capacity, against without; the workers
 * are processes of their own, as in a deployment.
 */
export async function flood({ say, signal }: Bench): Promise<readonly Figure[] | Skipped> {
  if (findPostgres() === null) return { skipped: `PostgreSQL is absent: ${postgresInstallLine}` }
  return withServers(say, async ({ temporal, createDatabase }) => {
    const databaseUrl = await createDatabase('flood')
    const shop = await openShop({ temporal, databaseUrl, workers: [], concurrency, environment })
    const stopWorkers = startWorkers(shop.settings, [
      ['orders', 'upkeep'],
      ['assembly'],
      ['inference-4b-lora'],
      ['inference-32b-awq'],
    ])
    try {
      await shop.site.settings.change(spareCapacity)
      return await inPhases(shop, say, signal)
    } finally {
      await stopWorkers()
      await shop.close()
    }
  })
}

interface FullOrder {
  /** Milliseconds from payment. */
  readonly v1: number
  readonly v2: number
}

interface Samples {
  readonly full: Record<Phase, FullOrder[]>
  /** Self-serve orders of a phase: milliseconds from payment to v1. */
  readonly selfServe: Record<Phase, number[]>
}

async function inPhases(
  shop: Shop,
  say: Bench['say'],
  signal: AbortSignal,
): Promise<readonly Figure[]> {
  await shop.large.behave({ mode: 'slow', latency })
  await fullOrder(shop, signal)
  const load = await sizeLoad(shop, signal)
  say(`assembly saturates at ${round(load.saturation)} orders/s`)
  const samples: Samples = {
    full: { alone: [], flood: [], spare: [] },
    selfServe: { alone: [], flood: [], spare: [] },
  }
  for (const phase of phases) {
    const { result, selfServe } = await inPhase(phase, shop, load, signal)
    samples.full[phase].push(...result)
    samples.selfServe[phase].push(...selfServe)
    say(`${phase}: v2 of full orders after ${median(result.map(({ v2 }) => v2))} ms (median)`)
  }
  return [figureOf('flood', samples, load), figureOf('spare', samples, load)]
}

async function inPhase(phase: Phase, shop: Shop, load: Load, signal: AbortSignal) {
  const work = () => fullOrdersInTurn(shop, signal)
  if (phase === 'alone') return { result: await work(), selfServe: [] }
  return underFlood(shop, load, phase === 'flood' ? 'overloaded' : 'useless', signal, work)
}

async function fullOrdersInTurn(shop: Shop, signal: AbortSignal): Promise<FullOrder[]> {
  const orders: Promise<FullOrder>[] = []
  for (let i = 0; i < fullOrders; i++) {
    orders.push(handled(fullOrder(shop, signal)))
    await sleep(pace, undefined, { signal })
  }
  return Promise.all(orders)
}

async function fullOrder(shop: Shop, signal: AbortSignal): Promise<FullOrder> {
  const order = await buy(shop, 'full')
  const v2 = await paidTo(2, shop, order, signal)
  return { v1: await paidTo(1, shop, order, signal), v2 }
}

const titles = {
  flood: 'full tier, paid → v2 published: p99 under a self-serve flood against alone',
  spare: 'the same while self-serve takes spare capacity of the larger model, against alone',
}

function figureOf(phase: keyof typeof titles, { full, selfServe }: Samples, load: Load): Figure {
  const v1 = (orders: readonly FullOrder[]) => orders.map((order) => order.v1)
  const v2 = (orders: readonly FullOrder[]) => orders.map((order) => order.v2)
  const spread = (ms: readonly number[]) => [0.5, 0.9, 0.99].map((p) => quantile(ms, p)).join(' / ')
  const { alone, [phase]: loaded } = full
  return {
    figure: titles[phase],
    aim: { atMost: 1.1 },
    measured: round(quantile(v2(loaded), 0.99) / quantile(v2(alone), 0.99)),
    unit: '',
    detail: {
      'paid → v2 alone, p50 / p90 / p99 ms': spread(v2(alone)),
      'paid → v2 under the flood, p50 / p90 / p99 ms': spread(v2(loaded)),
      'paid → v1 alone, p50 / p90 / p99 ms': spread(v1(alone)),
      'paid → v1 under the flood, p50 / p90 / p99 ms': spread(v1(loaded)),
      'self-serve paid → v1 under the flood, p50 / p90 / p99 ms': spread(selfServe[phase]),
      'full orders each (of so few the p99 is the slowest)': alone.length,
      'assembly saturation, orders/s': round(load.saturation),
      'self-serve arrivals, orders/s': round(load.arrivals),
      'full arrivals, orders/s': round(1_000 / pace),
      'calls that they make of the 4B endpoint, 1/s': round(load.arrivals * load.calls),
      'calls that it can serve, 1/s': round(load.served),
      '32B stand-in, ms an answer': latency,
    },
    leavesOut:
      'real models (no GPU is shared); machines apart: both tiers, servers and customers share these cores.',
  }
}
