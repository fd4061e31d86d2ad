import { expect, it } from 'vitest'
import { createRescue } from '../../orders/rescue.ts'

const paidAt = '2026-11-21T12:00:00.000Z'
const after = (seconds: number) => () => new Date(Date.parse(paidAt) + seconds * 1000)

function counting() {
  const { promise, resolve } = Promise.withResolvers<void>()
  const built: string[] = []
  const build = async (id: string) => {
    built.push(id)
    await promise
    return { version: 1, degraded: true, isNew: true }
  }
  return { built, build, finish: resolve }
}

it('the workers have some seconds of their own', async () => {
  const { built, build } = counting()
  expect(await createRescue(build, after(4))({ id: 'ord_1', paidAt })).toBe(false)
  expect(built).toEqual([])
})

it('then the release is built here', async () => {
  const { built, build, finish } = counting()
  finish()
  expect(await createRescue(build, after(5))({ id: 'ord_1', paidAt })).toBe(true)
  expect(built).toEqual(['ord_1'])
})

it('an order without a payment is not built', async () => {
  const { built, build } = counting()
  expect(await createRescue(build, after(60))({ id: 'ord_1', paidAt: null })).toBe(false)
  expect(built).toEqual([])
})

it('one order is built at a time; the others are told to come again', async () => {
  const { built, build, finish } = counting()
  const rescue = createRescue(build, after(60))
  const first = rescue({ id: 'ord_1', paidAt })
  expect(await rescue({ id: 'ord_2', paidAt })).toBe(false)
  finish()
  expect(await first).toBe(true)
  expect(await rescue({ id: 'ord_2', paidAt })).toBe(true)
  expect(built).toEqual(['ord_1', 'ord_2'])
})

it('a build that failed does not keep the next from being tried', async () => {
  const build = () => Promise.reject(new Error('disk full'))
  const rescue = createRescue(build, after(60))
  await expect(rescue({ id: 'ord_1', paidAt })).rejects.toThrow('disk full')
  await expect(rescue({ id: 'ord_1', paidAt })).rejects.toThrow('disk full')
})
