import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createReadiness } from '../../clients/probes.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A storage that answers when the test says so, and counts how often it was asked. */
function asking() {
  const { promise, resolve } = Promise.withResolvers<void>()
  let looks = 0
  const run = () => {
    looks += 1
    return promise
  }
  const ask = createReadiness([{ name: 'blobs', required: true, run }])
  return { ask, looks: () => looks, answer: resolve }
}

it('however many ask, one look is taken at a time', async () => {
  const { ask, looks, answer } = asking()
  const asked = Array.from({ length: 100 }, ask)
  await vi.advanceTimersByTimeAsync(60_000)
  asked.push(ask())
  answer()
  for (const { ready } of await Promise.all(asked)) expect(ready).toBe(true)
  expect(looks()).toBe(1)
})

it('its answer stands for a second, and no longer', async () => {
  const { ask, looks, answer } = asking()
  answer()
  await ask()
  await vi.advanceTimersByTimeAsync(999)
  await ask()
  expect(looks()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  await ask()
  expect(looks()).toBe(2)
})
