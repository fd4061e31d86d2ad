import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { endWhenStill } from '../../../dev/gameday/patience.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a day goes on while something happens to any order, and ends when nothing does', () => {
  const stop = new AbortController()
  const lives = [{ events: [] as { at: number; what: string }[] }, { events: [] }]
  const unwatch = endWhenStill(lives, stop, 60_000)
  for (let n = 0; n < 5; n++) {
    vi.advanceTimersByTime(50_000)
    lives[0]?.events.push({ at: Date.now(), what: 'has v1' })
  }
  expect(stop.signal.aborted).toBe(false)
  vi.advanceTimersByTime(62_000)
  expect(stop.signal.aborted).toBe(true)
  unwatch()
})
