import { openShop, type Shop } from '../dev/shop.ts'
import type { Bench, Figure } from './benchmark.ts'
import { type Servers, withServers } from './servers.ts'
import { buy, type PaidOrder, paidTo, until } from './shop-orders.ts'
import { median, quantile, round } from './statistics.ts'

const orders = 24
const warmUp = 4

/** In this order and the reverse by turns: what an order leaves behind falls on both alike. */
const arms = ['healthy', 'hung'] as const

/** A deployment's own bounds, so that calls hang for as long as they would in earnest. */
const environment = { INFERENCE_4B_TIMEOUTS: '20,45,90', LATE_UPGRADE_WINDOW: 'P1D' }

/** Paid → v1 downloadable, with the model hung against healthy: two shops, order by order in turn. */
export function hungModel({ say, signal }: Bench): Promise<readonly Figure[]> {
  return withServers(say, async (servers) => {
    const healthy = await open(servers, 'healthy')
    try {
      const hung = await open(servers, 'hung')
      try {
        await hung.small.behave('hung')
        return [figureOf(await inTurn(healthy, hung, say, signal))]
      } finally {
        await hung.close()
      }
    } finally {
      await healthy.close()
    }
  })
}

async function open({ temporal, createDatabase }: Servers, name: string): Promise<Shop> {
  return openShop({ temporal, databaseUrl: await createDatabase(name), environment })
}

interface Samples {
  readonly healthy: number[]
  readonly hung: number[]
  readonly database: string
}

async function inTurn(
  healthy: Shop,
  hung: Shop,
  say: Bench['say'],
  signal: AbortSignal,
): Promise<Samples> {
  const samples: Samples = { healthy: [], hung: [], database: healthy.site.database.kind }
  const turns = {
    healthy: async () => {
      const order = await buy(healthy)
      const ms = await downloadable(healthy, order, signal)
      await complete(healthy, order, signal)
      return ms
    },
    hung: async () => downloadable(hung, await buy(hung), signal),
  }
  for (let i = 0; i < warmUp + orders; i++) {
    if (i % 8 === warmUp) say(`${i - warmUp} of ${orders} orders each`)
    for (const which of i % 2 === 0 ? arms : arms.toReversed()) {
      const ms = await turns[which]()
      if (i >= warmUp) samples[which].push(ms)
    }
  }
  return samples
}

async function downloadable(shop: Shop, order: PaidOrder, signal: AbortSignal): Promise<number> {
  const ms = await paidTo(1, shop, order, signal)
  await shop.buyer.download(order.token, 1)
  return ms
}

function complete(shop: Shop, { order }: PaidOrder, signal: AbortSignal) {
  return until(signal, `${order} to be complete`, async () => {
    const stored = await shop.site.orders.byId(order)
    return stored?.state === 'complete'
  })
}

function figureOf({ healthy, hung, database }: Samples): Figure {
  return {
    figure: 'paid → v1 downloadable, model hung against healthy',
    aim: { atMost: 1.05 },
    measured: round(median(hung) / median(healthy)),
    unit: '',
    detail: {
      'healthy, median ms': median(healthy),
      'hung, median ms': median(hung),
      'healthy, p90 ms': quantile(healthy, 0.9),
      'hung, p90 ms': quantile(hung, 0.9),
      'orders each': orders,
      database,
    },
    leavesOut:
      'load: one order at a time; the network; mail. Earlier orders of the hung shop still hang beside both.',
  }
}
