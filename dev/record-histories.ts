import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { isComplete, openShop, type Shop } from './shop.ts'
import { provideTemporalCli, startTemporal } from './temporal.ts'

const out = join(import.meta.dirname, '..', 'test', 'histories')

/** What a released workflow went through; each is replayed against every later version of it. */
const stories: Readonly<Record<string, (shop: Shop) => Promise<{ order: string; token: string }>>> =
  {
    'self-serve-tailored': (shop) => shop.buy(),
    'full-falls-to-4b': async (shop) => {
      await shop.large.behave('away')
      return shop.buy('full')
    },
    'late-upgrade': async (shop) => {
      await shop.small.behave('away')
      const bought = await shop.buy()
      const { nextUpdateBy } = await shop.until(bought.token, ({ release }) => release !== null)
      await shop.until(bought.token, (status) => status.nextUpdateBy !== nextUpdateBy)
      await shop.small.behave('up')
      return bought
    },
    refused: async (shop) => {
      await shop.small.behave('refusing')
      return shop.buy()
    },
  }

/** Writes a history for each story; run it when the workflow of a release is final. */
async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-histories-'))
  const temporal = await startTemporal({ cli: await provideTemporalCli(console.log), folder })
  try {
    mkdirSync(out, { recursive: true })
    for (const name of Object.keys(stories)) await record(name, temporal.address)
  } finally {
    await temporal.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function record(name: string, address: string) {
  const connection = await Connection.connect({ address })
  const shop = await openShop({ temporal: address })
  try {
    const { order, token } = await stories[name]!(shop)
    await shop.until(token, isComplete)
    const run = new Client({ connection }).workflow.getHandle(`order-${order}`)
    await run.result()
    const history = historyToJSON(await run.fetchHistory())
    writeFileSync(join(out, `1-${name}.json`), `${history}\n`)
    console.log(`recorded 1-${name}.json`)
  } finally {
    await shop.close()
    await connection.close()
  }
}

await main()
