import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createBuyer } from '../../dev/demo/buyer.ts'
import { provideTemporalCli, startTemporal } from '../../dev/temporal.ts'
import {
  emptyFolder,
  ownSettings,
  run,
  start,
  terminate,
  untilGroupGone,
  untilSaid,
} from './programs.ts'

const answers = JSON.parse(readFileSync('dev/samples/gdpr.json', 'utf8'))

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20)
}

describe('SIGTERM', () => {
  it('ends npm start, whose Temporal UI is where it says, with exit code 0 and leaves no process', async () => {
    const settings = await ownSettings()
    const shop = start('start.ts', [], settings)
    const ui = await untilSaid(shop, 'Temporal UI')
    expect(ui).toBe(`Temporal UI  http://127.0.0.1:${Number(settings.PORT) + 4}`)
    expect((await fetch(`http://127.0.0.1:${Number(settings.PORT) + 4}`)).status).toBe(200)
    expect(await terminate(shop)).toBe(0)
    await untilGroupGone(shop)
  })

  it('ends workers quietly while Temporal is away, and every line they wrote is JSON', async () => {
    const cli = await provideTemporalCli(() => {})
    const temporal = await startTemporal({ cli, folder: emptyFolder() })
    const worker = start('worker.ts', ['--queues', 'orders,upkeep'], {
      ...(await ownSettings()),
      TEMPORAL_ADDRESS: temporal.address,
    })
    const lines: string[] = []
    const log = createInterface({ input: worker.stderr }).on('line', (line) => lines.push(line))
    await until(() => lines.some((line) => line.includes('"msg":"working"')))
    await temporal.stop()
    await until(() => lines.some((line) => line.includes('retried')))
    expect(await terminate(worker)).toBe(0)
    log.close()
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('msg')
  })

  it('ends npm start while somebody watches an order live', async () => {
    const settings = await ownSettings()
    const shop = start('start.ts', [], settings)
    await untilSaid(shop, 'Metrics')
    const url = `http://127.0.0.1:${settings.PORT}`
    const wanted = { pack: 'gdpr', tier: 'self-serve', email: 'a@example.com', consent: true }
    const { token } = await createBuyer(url).order({ ...wanted, answers })
    const stream = await fetch(`${url}/orders/${token}/events`)
    const reader = stream.body?.getReader()
    await reader?.read()
    expect(await terminate(shop)).toBe(0)
  })

  it('in the middle of npm start’s start leaves no process', async () => {
    const settings = await ownSettings()
    const shop = start('start.ts', [], settings)
    await until(() => existsSync(join(settings.DATA_DIR, 'temporal', 'temporal.db')))
    expect(await terminate(shop)).toBe(0)
    await untilGroupGone(shop)
  })

  it.each(['Order', 'never'])(
    'in the middle of the demonstration leaves neither process nor folder (%s)',
    async (line) => {
      const TMPDIR = emptyFolder()
      const demo = start('dev/demo.ts', ['--out', emptyFolder()], { TMPDIR })
      if (line === 'never') await until(() => readdirSync(TMPDIR).length > 0)
      else await untilSaid(demo, line)
      expect(await terminate(demo)).toBe(1)
      await untilGroupGone(demo)
      expect(readdirSync(TMPDIR)).toEqual([])
    },
  )
})

it('the demonstration of a pack that is not sold exits 2 and lists those that are', async () => {
  const { code, said } = await run('dev/demo.ts', ['--pack', 'ai-act'], {})
  expect(code).toBe(2)
  expect(said).toMatch(/^packhorse: --pack is “ai-act”.*: gdpr\.\n$/)
})
