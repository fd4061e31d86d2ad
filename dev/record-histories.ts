import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, Connection } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import release from '../package.json' with { type: 'json' }
import { breakablePress } from './breakable-press.ts'
import { openShop, type Shop, type ShopOptions } from './shop.ts'
import { provideTemporalCli, startTemporal } from './temporal.ts'

const root = join(import.meta.dirname, '..')
const out = join(root, 'test', 'histories')

interface Bought {
  readonly order: string
  readonly token: string
}

/** What an order went through; each is replayed against every later version of the workflow. */
interface Story extends Pick<ShopOptions, 'workers' | 'environment'> {
  readonly happens: (shop: Shop) => Promise<Bought>
}

const longWindow = { LATE_UPGRADE_WINDOW: 'PT12H' }

const stories: Readonly<Record<string, Story>> = {
  'self-serve-tailored': { happens: (shop) => shop.buy() },
  'late-upgrade': {
    happens: async (shop) => {
      await shop.small.behave('away')
      const bought = await buyAndWait(shop)
      await shop.small.behave('up')
      return bought
    },
  },
  timeout: {
    workers: ['orders', 'assembly'],
    environment: { INFERENCE_4B_TIMEOUTS: '1,2,4', INFERENCE_32B_TIMEOUTS: '1,2,4' },
    happens: (shop) => shop.buy('full'),
  },
  'parked-and-resumed': {
    happens: async (shop) => {
      const { url, ...bought } = await shop.order()
      const stored = await shop.site.orders.byId(bought.order)
      await shop.alter(bought.order, { answers: { from: 'another age' } })
      await shop.buyer.pay(url)
      await shop.until(bought.token, ({ attention }) => attention === 'parked')
      await shop.alter(bought.order, { answers: stored?.answers })
      await shop.site.temporal.resume(bought.order)
      return bought
    },
  },
  cancelled: {
    environment: longWindow,
    happens: async (shop) => {
      await shop.small.behave('away')
      const bought = await buyAndWait(shop)
      await shop.site.temporal.cancel(bought.order)
      return bought
    },
  },
  'parked-and-cancelled': {
    workers: [],
    happens: async (shop) => {
      const press = await breakablePress(shop.site)
      await shop.hire(['orders', 'assembly'])
      const bought = await shop.buy()
      await shop.until(bought.token, ({ release }) => release !== null)
      press.isBroken = true
      await shop.hire(['inference-4b-lora'])
      await shop.until(bought.token, ({ attention }) => attention === 'parked')
      await shop.site.temporal.cancel(bought.order)
      return bought
    },
  },
  revoked: {
    environment: longWindow,
    happens: async (shop) => {
      await shop.small.behave('away')
      const bought = await buyAndWait(shop)
      await shop.bank.refund(await shop.intentOf(bought.order))
      return bought
    },
  },
  'full-falls-to-4b': {
    happens: async (shop) => {
      await shop.large.behave('away')
      return shop.buy('full')
    },
  },
  'larger-replaces-smaller': {
    environment: { LATE_UPGRADE_WINDOW: 'PT8S' },
    happens: async (shop) => {
      await shop.large.behave('away')
      const bought = await shop.buy('full')
      await shop.until(bought.token, (status) => status.release?.version === 2)
      await shop.large.behave('up')
      return bought
    },
  },
  'tried-by-hand': {
    environment: longWindow,
    happens: async (shop) => {
      await shop.small.behave('away')
      const bought = await buyAndWait(shop)
      await shop.small.behave('up')
      await shop.site.temporal.tryNow(bought.order)
      return bought
    },
  },
  'models-back': {
    environment: longWindow,
    happens: async (shop) => {
      await shop.small.behave('away')
      const bought = await buyAndWait(shop)
      await shop.site.temporal.modelsBack(bought.order)
      await untilRound(2, shop, bought)
      await shop.small.behave('up')
      await shop.site.temporal.modelsBack(bought.order)
      return bought
    },
  },
  refused: {
    happens: async (shop) => {
      await shop.small.behave('refusing')
      return shop.buy()
    },
  },
}

/** The first round has brought nothing; the order waits for the next. */
async function buyAndWait(shop: Shop): Promise<Bought> {
  const bought = await shop.buy()
  const { nextUpdateBy } = await shop.until(bought.token, (status) => status.release !== null)
  await shop.until(bought.token, (status) => status.nextUpdateBy !== nextUpdateBy)
  return bought
}

async function untilRound(number: number, shop: Shop, { order }: Bought): Promise<void> {
  for (;;) {
    const outcomes = await shop.site.outcomes.ofOrder(order)
    if (outcomes.some(({ round }) => round === number)) return
    await sleep(100)
  }
}

/** Records what this release has no history of yet; run it when its workflow is final. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-histories-'))
  const temporal = await startTemporal({ cli: await provideTemporalCli(console.log), folder })
  try {
    for (const [name, story] of Object.entries(stories)) {
      const file = join(out, `${release.version}-${name}.json`)
      // What was recorded is what happened: it is never recorded anew.
      if (existsSync(file)) continue
      writeFileSync(file, `${await record(story, temporal.address)}\n`)
      console.log(`recorded ${release.version}-${name}`)
    }
  } finally {
    await temporal.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function record({ happens, ...options }: Story, address: string): Promise<string> {
  const connection = await Connection.connect({ address })
  const shop = await openShop({ temporal: address, ...options })
  try {
    const { order } = await happens(shop)
    const run = new Client({ connection }).workflow.getHandle(`order-${order}`)
    // A cancelled run ends in an error, which is as good an end as any here.
    await run.result().catch(() => {})
    // A failure's stack names the folder in which it happened.
    return historyToJSON(await run.fetchHistory()).replaceAll(`${root}/`, '')
  } finally {
    await shop.close()
    await connection.close()
  }
}

await main()
