import { expect, it } from 'vitest'
import type { BuildRelease } from '../../orders/release/build-release.ts'
import { createRescue } from '../../orders/release/rescue.ts'

const paidAt = '2026-11-21T12:00:00.000Z'
const after = (seconds: number) => () => new Date(Date.parse(paidAt) + seconds * 1000)

const orderOf = (id: string, changes: { paidAt?: null; attentions?: { parked: string } } = {}) =>
  ({ id, state: 'paid', attentions: {}, paidAt, ...changes }) as const

const rescuing = (buildRelease: BuildRelease, clock: () => Date) => {
  const failures: string[] = []
  const failed = (order: string) => void failures.push(order)
  return { ...createRescue({ buildRelease, clock, failed }), failures }
}

function counting() {
  const { promise, resolve } = Promise.withResolvers<void>()
  const built: string[] = []
  const build = async (id: string) => {
    built.push(id)
    await promise
    return { version: 1 }
  }
  return { built, build, finish: resolve }
}

it('the workers have some seconds of their own', async () => {
  const { built, build } = counting()
  expect(await rescuing(build, after(4)).now(orderOf('ord_1'))).toBe(false)
  expect(built).toEqual([])
})

it('then the release is built here', async () => {
  const { built, build, finish } = counting()
  finish()
  expect(await rescuing(build, after(5)).now(orderOf('ord_1'))).toBe(true)
  expect(built).toEqual(['ord_1'])
})

it('an order without a payment is not built', async () => {
  const { built, build } = counting()
  expect(await rescuing(build, after(60)).now(orderOf('ord_1', { paidAt: null }))).toBe(false)
  expect(built).toEqual([])
})

it('one order is built at a time; the others are told to come again', async () => {
  const { built, build, finish } = counting()
  const rescue = rescuing(build, after(60))
  const first = rescue.now(orderOf('ord_1'))
  expect(await rescue.now(orderOf('ord_2'))).toBe(false)
  finish()
  expect(await first).toBe(true)
  expect(await rescue.now(orderOf('ord_2'))).toBe(true)
  expect(built).toEqual(['ord_1', 'ord_2'])
})

it('a build that failed does not keep the next from being tried', async () => {
  const build = () => Promise.reject(new Error('disk full'))
  const rescue = rescuing(build, after(60))
  await expect(rescue.now(orderOf('ord_1'))).rejects.toThrow('disk full')
  await expect(rescue.now(orderOf('ord_1'))).rejects.toThrow('disk full')
})

it('an order that waits for a person is left to that person', async () => {
  const { built, build } = counting()
  const parked = orderOf('ord_1', { attentions: { parked: 'It cannot be built.' } })
  expect(await rescuing(build, after(60)).now(parked)).toBe(false)
  expect(built).toEqual([])
})

it('whoever only looks is not kept waiting, and the process ends after the build', async () => {
  const { built, build, finish } = counting()
  const rescue = rescuing(build, after(60))
  rescue.soon(orderOf('ord_1'))
  expect(built).toEqual(['ord_1'])
  const idle = rescue.idle().then(() => 'idle')
  expect(await Promise.race([idle, Promise.resolve('busy')])).toBe('busy')
  finish()
  expect(await idle).toBe('idle')
})

it('what failed unasked is said, and tried again after half a minute, not at every look', async () => {
  let seconds = 60
  const tries: string[] = []
  const build = (id: string) => {
    tries.push(id)
    return Promise.reject(new Error('disk full'))
  }
  const rescue = rescuing(build, () => after(seconds)())
  for (const second of [60, 61, 89, 90, 91]) {
    seconds = second
    rescue.soon(orderOf('ord_1'))
    await rescue.idle()
  }
  expect([tries.length, rescue.failures]).toEqual([2, ['ord_1', 'ord_1']])
})
