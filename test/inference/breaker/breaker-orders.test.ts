import { describe, expect, it } from 'vitest'
import { minute } from './events.ts'
import { failingServers } from './failing-servers.ts'

const { open, rig, behave, calls, ask, write, writeTimes, writeOf } = failingServers()

describe('a server that rejects what it is asked', () => {
  it('for one order is asked by all others', async () => {
    await open()
    await behave(0, { mode: '413', times: 4 })
    await writeTimes(4)
    await writeOf(2)
    expect(calls()).toEqual([6])
  })

  it('for a second order too is not asked for that again', async () => {
    await open()
    await behave(0, '413')
    await writeOf(2)
    expect(await write()).toEqual({ source: 'none', reason: 'misconfigured' })
    expect(calls()).toEqual([2])
  })
})

describe('a model whose texts do not pass', () => {
  it('for three orders in a row is not routed to, until one call of its own passes', async () => {
    await open()
    await behave(0, 'garbage-words')
    await writeOf(3)
    expect(await write()).toEqual({ source: 'none', reason: 'not-routed' })
    await behave(0, 'up')
    expect(await write(5 * minute)).toEqual({ source: 'none', reason: 'not-routed' })
    expect(await write(10 * minute)).toMatchObject({ source: 'model' })
    expect(await write()).toMatchObject({ source: 'model' })
  })

  it('for one operation is asked for all others', async () => {
    await open()
    await behave(0, 'garbage-words')
    await writeOf(3)
    await behave(0, 'up')
    expect(await write()).toEqual({ source: 'none', reason: 'not-routed' })
    expect(await rig().write(ask('risk-plan'))).toMatchObject({ source: 'model' })
  })

  it('is never held back for what one order alone brings out of it', async () => {
    await open()
    await behave(0, 'garbage-words')
    await writeTimes(8)
    expect(calls()).toEqual([16])
  })
})
