import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPress, type Press } from '../../documents/press/press.ts'
import { withQueue } from '../../documents/press/queue.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { firstRelease } from './rig.ts'

const order = orderOf(mainFirm.answers)
const composition = firstRelease(order)
let press: Press

beforeAll(async () => {
  press = createPress({ threads: 1 })
  await press.compose(order, composition)
})

afterAll(() => press.close())

const outcomesOf = async (jobs: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(jobs)).map((one) =>
    one.status === 'rejected' ? one.reason.name : 'done',
  )

test('a job beyond the queue is refused, and the others are done', async () => {
  const short = withQueue(press, 2)
  const jobs = [1, 2, 3, 4].map(() => short.compose(order, composition))
  expect(await outcomesOf(jobs)).toEqual(['done', 'done', 'done', 'PressBusy'])
})

test('who has gone leaves the place to the next', async () => {
  const short = withQueue(press, 1)
  const gone = new AbortController()
  const first = short.compose(order, composition)
  const left = short.compose(order, composition, gone.signal)
  gone.abort()
  const next = short.compose(order, composition)
  expect(await outcomesOf([first, left, next])).toEqual(['done', 'AbortError', 'done'])
})

test('what is under way comes to its end though nobody waits for it any more', async () => {
  const short = withQueue(press, 0)
  const gone = new AbortController()
  const job = short.compose(order, composition, gone.signal)
  gone.abort()
  expect((await job.catch(({ name }) => name)) as unknown).toMatchObject({
    folder: expect.stringMatching(/^gdpr-pack/),
  })
})
