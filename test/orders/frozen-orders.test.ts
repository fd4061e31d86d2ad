import { expect, it, vi } from 'vitest'
import { createFrozenOrders } from '../../workers/frozen-orders.ts'

it('an order is kept for ten minutes at most, however often it is asked for', async () => {
  vi.useFakeTimers()
  let reads = 0
  const find = createFrozenOrders(async (id) => ({ id, reads: ++reads }) as never)
  const minutes = (n: number) => vi.advanceTimersByTimeAsync(n * 60_000)
  const first = await find('ord_1', 1)
  await minutes(9)
  expect(await find('ord_1', 1)).toBe(first)
  await minutes(1)
  expect(await find('ord_1', 1)).not.toBe(first)
  expect(reads).toBe(2)
  vi.useRealTimers()
})
