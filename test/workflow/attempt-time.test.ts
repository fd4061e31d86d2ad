import { expect, it } from 'vitest'
import { timeOf } from '../../activities/inference.ts'

const times = {
  startToCloseTimeoutMs: 45_000,
  scheduleToCloseTimeoutMs: 120_000,
  scheduledTimestampMs: 0,
  currentAttemptScheduledTimestampMs: 0,
}

it('an attempt ends after its own time', () =>
  expect(timeOf(times, 10_000)).toEqual({ deadline: 55_000, queueSeconds: 10 }))

it('a second one ends when the workflow goes on, however late it began', () => {
  const second = { ...times, currentAttemptScheduledTimestampMs: 90_000 }
  expect(timeOf(second, 100_000)).toEqual({ deadline: 120_000, queueSeconds: 10 })
})

it('a clock behind the server’s waits for nothing', () =>
  expect(timeOf({ ...times, scheduledTimestampMs: 500 }, 400)).toMatchObject({
    deadline: 45_400,
  }))
