import { expect, it, vi } from 'vitest'
import { createLastFound } from '../../site/room/last-found.ts'

it('what does not answer is not waited for, and is not there', async () => {
  const look = createLastFound(() => new Promise(() => {}))
  expect([await look(), await look()]).toEqual([false, false])
})

it('what was found stands, while it is looked for anew', async () => {
  const ping = vi.fn<() => Promise<void>>(() => new Promise(() => {}))
  ping.mockResolvedValueOnce()
  const look = createLastFound(ping)
  expect(await look()).toBe(true)
  expect(await look()).toBe(true)
  expect(ping).toHaveBeenCalledTimes(2)
})

it('what comes back is found', async () => {
  const ping = vi.fn<() => Promise<void>>().mockResolvedValue()
  ping.mockRejectedValueOnce(new Error('away'))
  const look = createLastFound(ping)
  expect(await look()).toBe(false)
  await look()
  await expect.poll(look).toBe(true)
})
