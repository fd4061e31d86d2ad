import { Client, Connection } from '@temporalio/client'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { type Queue, usualWorkers } from '../../pack/queues.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { createLook } from '../../workers/take-over.ts'
import { run } from '../process/programs.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
let connection: Connection
beforeEach(async () => {
  connection = await Connection.connect({ address: inject('temporal') })
  shop = await openShop({
    workers: [],
    environment: {
      // The first late round comes after a minute, so an order waits until it is told otherwise.
      LATE_UPGRADE_WINDOW: 'PT2H',
      // No call ends for want of time, however busy the machine is.
      INFERENCE_4B_TIMEOUTS: '60,90,180',
      INFERENCE_32B_TIMEOUTS: '60,90,180',
    },
  })
})
afterEach(async () => {
  await shop.close()
  await connection.close()
})

const promote = (...args: string[]) => run('commands/promote.ts', args, shop.settings)

/** The builds whose workers went on with an order, in turn; null: a worker without one. */
async function buildsOf(order: string): Promise<(string | null)[]> {
  const { workflow } = new Client({ connection })
  const { events } = await workflow.getHandle(`order-${order}`).fetchHistory()
  const builds = (events ?? []).flatMap(({ workflowTaskCompletedEventAttributes: done }) =>
    done ? (done.deploymentVersion?.buildId ?? null) : [],
  )
  return builds.filter((build, at) => build !== builds[at - 1])
}

/** Round 1 is over, and nothing came of it. */
const waits = ({ sections }: OrderStatus) => sections.every(({ reason }) => reason !== 'not-yet')

/** Those of a self-serve order. */
const served = ['orders', 'assembly', 'inference-4b-lora'] as const

/** Two looks of a worker, between which its patience ends. */
async function lookAfterPatience(queue: Queue, build: string): Promise<void> {
  const { temporal } = shop.site
  const isThere = async () => (await temporal.standing(queue)).asked.has(build)
  await expect.poll(isThere).toBe(true)
  let now = 0
  const look = createLook({
    build,
    standing: () => temporal.standing(queue),
    makeCurrent: (build, by) => temporal.makeCurrent(queue, build, by),
    patience: 1,
    log: { info() {}, warn() {} },
    now: () => now++,
  })
  await look()
  // A queue of workflows and activities is not known as either at once.
  await expect.poll(() => look().then(() => null, String)).toBeNull()
}

it('of a first build orders are complete though nobody promoted it', async () => {
  await shop.hire(usualWorkers, 'one')
  const { order, token } = await shop.buy('full')
  const status = await shop.until(token, isComplete)
  expect(status.release).toMatchObject({ version: 2, degraded: false })
  expect(await buildsOf(order)).toEqual(['one'])
})

it('an order that waits between two builds goes on under the newer one once that is promoted', async () => {
  await shop.small.behave({ mode: '503' })
  const old = await shop.hire(usualWorkers, 'one')
  const { order, token } = await shop.buy()
  await shop.until(token, waits)
  await shop.hire(usualWorkers, 'two')
  await expect.poll(() => promote('build', 'two')).toMatchObject({ code: 0 })
  await old.shutdown()
  await shop.small.behave({ mode: 'up' })
  await shop.site.temporal.tryNow(order)
  const status = await shop.until(token, isComplete)
  expect(status.release).toMatchObject({ degraded: false })
  expect(await buildsOf(order)).toEqual(['one', 'two'])
})

it('an order goes on under the next build though nobody promoted it, once the last worker of the old one is gone', async () => {
  await shop.small.behave({ mode: '503' })
  const old = await shop.hire(usualWorkers, 'one')
  const { order, token } = await shop.buy()
  await shop.until(token, waits)
  await old.shutdown()
  await shop.hire(usualWorkers, 'two')
  await Promise.all(served.map((queue) => lookAfterPatience(queue, 'two')))
  await shop.small.behave({ mode: 'up' })
  await shop.site.temporal.tryNow(order)
  await shop.until(token, isComplete)
  expect(await buildsOf(order)).toEqual(['one', 'two'])
})

it('a build of which no worker asks for work is not promoted, and those that there are are named', async () => {
  await shop.hire(['orders'], 'one')
  await expect
    .poll(() => promote('build', 'three'))
    .toEqual({ code: 1, said: expect.stringMatching(/No worker of build three .* of one\)/) })
})
