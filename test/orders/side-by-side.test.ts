import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { sideBySide } from '../../orders/release/side-by-side.ts'

it('all is done, so many at a time and no more', async () => {
  const done: number[] = []
  let open = 0
  let most = 0
  await sideBySide(3, [9, 1, 8, 2, 7, 3, 6, 4, 5], async (ms) => {
    most = Math.max(most, ++open)
    await sleep(ms)
    open -= 1
    done.push(ms)
  })
  expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect([most, open]).toEqual([3, 0])
})

it('the first that fails is thrown, and what nobody has begun stays undone', async () => {
  const begun: number[] = []
  const work = sideBySide(2, [1, 2, 3, 4, 5], async (one) => {
    begun.push(one)
    await sleep(one)
    if (one === 1) throw new Error('the first')
  })
  await expect(work).rejects.toThrow('the first')
  await sleep(10)
  expect(begun).toEqual([1, 2])
})
