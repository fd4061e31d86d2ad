import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { auditSite } from '../../site/audit/audit.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'

const script = join(import.meta.dirname, '..', '..', 'worker.ts')
const absent = inject('postgres') === null

let shop: Shop
const workers: ChildProcess[] = []

function startWorker(queue: string): ChildProcess {
  const worker = spawn(process.execPath, [script, '--queues', queue], {
    env: { ...process.env, ...shop.settings, METRICS_PORT: '0' },
    stdio: 'ignore',
  })
  workers.push(worker)
  return worker
}

afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
  await shop.close()
})

describe.skipIf(absent)(`a killed worker${absent ? ` (${postgresInstallLine})` : ''}`, () => {
  it('leaves what it recorded to the next one, which does not ask for it again, and an audit finds nothing', async () => {
    shop = await openShop({
      workers: ['orders', 'assembly'],
      concurrency: 1,
      environment: { INFERENCE_4B_TIMEOUTS: '60,60,120' },
    })
    await shop.small.behave({ mode: 'up', latency: 700 })
    const doomed = startWorker('inference-4b-lora')
    const { order, token } = await shop.buy()
    const recorded = await someRecorded(order)
    doomed.kill('SIGKILL')
    const callsAtDeath = shop.small.stats().byPart
    startWorker('inference-4b-lora')
    const status = await shop.until(token, isComplete)
    expect(status.release).toMatchObject({ version: 2, degraded: false })
    const callsAtEnd = shop.small.stats().byPart
    for (const key of recorded) expect(callsAtEnd[key]).toBe(callsAtDeath[key])
    expect(shop.small.stats().calls).toBeGreaterThan(recorded.length)
    const { findings, orders } = await auditSite(shop.site, { grace: 0, modelLogs: shop.modelLogs })
    expect([orders, findings]).toEqual([1, []])
  })
})

/** Waits until some, not all, of the parts are recorded. @returns their keys as the model saw them */
async function someRecorded(order: string): Promise<string[]> {
  for (;;) {
    const recorded = await shop.site.outcomes.ofOrder(order)
    if (recorded.length >= 2)
      return recorded.map(({ artefact, part, round }) =>
        [order, artefact, part, 1, round, '4b'].join('/'),
      )
    await sleep(50)
  }
}
