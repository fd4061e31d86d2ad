import { openShop, type Shop } from '../dev/shop.ts'
import { withBareRuns } from './bare-run.ts'
import type { Bench, Figure } from './benchmark.ts'
import { cpu } from './made-pack.ts'
import { type Servers, withServers } from './servers.ts'
import { handled, type PaidOrder, paidTo, until } from './shop-orders.ts'
import { median, quantile, round } from './statistics.ts'

const orders = 16
const warmUp = 3

/** In this order and the reverse by turns. */
const arms = ['ahead', 'after'] as const
type Arm = (typeof arms)[number]

const environments: Readonly<Record<Arm, Readonly<Record<string, string>>>> = {
  ahead: { PREPRINT: 'on' },
  after: { PREPRINT: 'off' },
}

/** What a release takes whose documents were printed before the payment, against one whose were not. */
export function printAhead({ say, signal }: Bench): Promise<readonly Figure[]> {
  return withServers(say, async (servers) => {
    say('buildRelease alone')
    const built = await withShops(servers, 'build', [], (shops) => inTurn(shops, buildOne, signal))
    say('from the payment on')
    const workers = ['orders', 'assembly', 'upkeep'] as const
    const paid = await withShops(servers, 'paid', workers, (shops) =>
      withBareRuns(servers.temporal, (runOnce) => deliverInTurn(shops, runOnce, signal)),
    )
    return figuresOf(built, paid)
  })
}

type Shops = Readonly<Record<Arm, Shop>>
type Workers = NonNullable<Parameters<typeof openShop>[0]['workers']>

async function withShops<T>(
  { temporal, createDatabase }: Servers,
  name: string,
  workers: Workers,
  use: (shops: Shops) => Promise<T>,
): Promise<T> {
  const open = async (arm: Arm) => {
    const databaseUrl = await createDatabase(`${name}_${arm}`)
    return openShop({ temporal, databaseUrl, workers, environment: environments[arm] })
  }
  const ahead = await open('ahead')
  try {
    const after = await open('after')
    try {
      return await use({ ahead, after })
    } finally {
      await after.close()
    }
  } finally {
    await ahead.close()
  }
}

/** Of each arm, what its orders took. */
type Samples<T> = Readonly<Record<Arm, T[]>>

async function inTurn<T>(
  shops: Shops,
  measure: (shop: Shop, order: PaidOrder, signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<Samples<T>> {
  const samples: Samples<T> = { ahead: [], after: [] }
  for (let i = 0; i < warmUp + orders; i++)
    for (const arm of i % 2 === 0 ? arms : arms.toReversed()) {
      const order = await buyPrinted(shops[arm], arm, signal)
      const sample = await measure(shops[arm], order, signal)
      if (i >= warmUp) samples[arm].push(sample)
    }
  return samples
}

/** Pays once nothing is left to print before the payment. */
async function buyPrinted(shop: Shop, arm: Arm, signal: AbortSignal): Promise<PaidOrder> {
  const before = await printedIn(shop)
  const { order, token, url } = await shop.order()
  if (arm === 'ahead')
    await until(signal, 'a pack to be printed', async () => (await printedIn(shop)) > before)
  return { order, token, paid: await shop.buyer.pay(url) }
}

async function printedIn({ site }: Shop): Promise<number> {
  const { values } = await site.metrics.printedAhead.get()
  return values.find(({ labels }) => labels.result === 'printed')?.value ?? 0
}

/** Milliseconds. */
interface Built {
  readonly cpu: number
  readonly wall: number
}

async function buildOne({ site }: Shop, { order }: PaidOrder, signal: AbortSignal): Promise<Built> {
  const { buildRelease } = await site.printing()
  await until(signal, `${order} to be paid`, async () => {
    return (await site.orders.byId(order))?.state === 'paid'
  })
  const began = performance.now()
  const { ms } = await cpu(() => buildRelease(order))
  return { cpu: ms, wall: performance.now() - began }
}

interface Paid {
  readonly shops: Samples<number>
  readonly bare: readonly number[]
}

async function deliverInTurn(
  shops: Shops,
  runOnce: () => Promise<void>,
  signal: AbortSignal,
): Promise<Paid> {
  const bare: number[] = []
  const deliver = async (shop: Shop, order: PaidOrder) => {
    const ms = await handled(paidTo(1, shop, order, signal))
    const began = performance.now()
    await runOnce()
    bare.push(performance.now() - began)
    return ms
  }
  const samples = await inTurn(shops, deliver, signal)
  return { shops: samples, bare: bare.slice(warmUp * arms.length) }
}

function figuresOf(built: Samples<Built>, { shops, bare }: Paid): Figure[] {
  const cpuOf = (arm: Arm) => median(built[arm].map((one) => one.cpu))
  const wallOf = (arm: Arm) => median(built[arm].map((one) => one.wall))
  const spread = (ms: readonly number[]) =>
    [0.5, 0.9].map((p) => Math.round(quantile(ms, p))).join(' / ')
  const delivered = {
    'paid → v1, printed ahead, p50 / p90 ms': spread(shops.ahead),
    'paid → v1, printed after, p50 / p90 ms': spread(shops.after),
    'orders each': orders,
  }
  return [
    {
      figure: 'buildRelease with documents rendered before payment against without, CPU',
      aim: { atMost: 0.4 },
      measured: round(cpuOf('ahead') / cpuOf('after')),
      unit: '',
      detail: {
        'printed ahead, ms of CPU': round(cpuOf('ahead')),
        'printed after, ms of CPU': round(cpuOf('after')),
        'printed ahead, ms': round(wallOf('ahead')),
        'printed after, ms': round(wallOf('after')),
        'orders each': orders,
      },
      leavesOut: 'what printing ahead costs before the payment, which is as much as after it.',
    },
    {
      figure: 'paid → v1 with documents rendered before payment against without',
      aim: { atMost: 0.4 },
      measured: round(median(shops.ahead) / median(shops.after)),
      unit: '',
      detail: delivered,
      leavesOut: 'load: one order at a time; the network; a real Stripe’s answer time.',
    },
    {
      figure: 'paid → v1, printed ahead, against a bare Temporal workflow of two activities',
      aim: { atMost: 2 },
      measured: round(median(shops.ahead) / median(bare)),
      unit: '',
      detail: {
        ...delivered,
        'bare workflow, p50 / p90 ms': spread(bare),
        'printed after, against the bare workflow': round(median(shops.after) / median(bare)),
      },
      leavesOut:
        'nothing of the order: webhook, inbox, Stripe’s own word, binding and signing count.',
    },
  ]
}
