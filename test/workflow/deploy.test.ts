import { Client } from '@temporalio/client'
import { expect, it } from 'vitest'
import { isComplete } from '../shop.ts'
import { openShopAndConnection } from './shop-and-connection.ts'

const open = openShopAndConnection({
  workers: ['orders', 'assembly'],
  // No call ends for want of time, however busy the machine is.
  environment: { INFERENCE_4B_TIMEOUTS: '60,90,180' },
})

it('a worker that is told to stop finishes its calls, and each counts once', async () => {
  const { shop, connection } = open
  await shop.small.behave({ mode: 'slow', latency: 1_500 })
  const old = await shop.hire(['inference-4b-lora'])
  const { order, token } = await shop.buy()
  await expect.poll(() => shop.small.stats().calls).toBeGreaterThan(0)
  await old.shutdown()
  const answered = shop.small.stats()
  expect(answered.abandoned).toBe(0)
  await shop.hire(['inference-4b-lora'])
  const status = await shop.until(token, isComplete)
  expect(status.release).toMatchObject({ version: 2, degraded: false })
  const recorded = await shop.site.outcomes.ofOrder(order)
  expect(shop.small.stats().calls).toBe(recorded.length)
  const { events } = await new Client({ connection }).workflow
    .getHandle(`order-${order}`)
    .fetchHistory()
  const attempts = (events ?? []).flatMap((event) => event.activityTaskStartedEventAttributes ?? [])
  expect(Math.max(...attempts.map(({ attempt }) => attempt ?? 0))).toBe(1)
})
