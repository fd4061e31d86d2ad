import { afterEach, describe, expect, it } from 'vitest'
import type { Behaviour, Mode } from '../../../dev/stand-in-model/behaviour.ts'
import { askFor, openRig, orderOf, orders, shortLimits } from '../rig.ts'

const [second, minute] = [1_000, 60_000]
const start = Date.parse('2026-11-21T10:00:00.000Z')

let rig: Awaited<ReturnType<typeof openRig>>
let now = start
let round = 0
afterEach(() => rig.close())

/** One server. */
async function open() {
  now = start
  const limits = shortLimits(2_000, 50)
  rig = await openRig({ limits, quarantine: 10 * minute, clock: () => now })
}
const behave = (behaviour: Mode | Behaviour) => rig.server.behave(behaviour)
const calls = () => rig.server.stats().calls

/** Asks once more for the same order, after so many milliseconds. */
function write(after = 0) {
  now += after
  round += 1
  return rig.write(askFor('notice-section', { round, deadline: now + 40 * second }))
}
async function writeTimes(times: number) {
  for (let i = 0; i < times; i++) await write()
}
/** Of so many orders, one ask each. */
async function writeOf(firms: number) {
  for (const order of orders.slice(0, firms)) {
    round += 1
    const own = { ...orderOf(order.answers), id: `ord_${round}` }
    await rig.write(askFor('notice-section', { order: own, round, deadline: now + 40 * second }))
  }
}

describe('a server that rejects what it is asked', () => {
  it('for one order is asked by all others', async () => {
    await open()
    await behave({ mode: '413', times: 4 })
    await writeTimes(4)
    await writeOf(2)
    expect(calls()).toBe(6)
  })

  it('for a second order too is not asked for that again', async () => {
    await open()
    await behave('413')
    await writeOf(2)
    expect(await write()).toEqual({ source: 'none', reason: 'misconfigured' })
    expect(calls()).toBe(2)
  })
})

describe('a model whose texts do not pass', () => {
  it('for three orders in a row is not routed to, until one call of its own passes', async () => {
    await open()
    await behave('garbage-words')
    await writeOf(3)
    expect(await write()).toEqual({ source: 'none', reason: 'not-routed' })
    await behave('up')
    expect(await write(5 * minute)).toEqual({ source: 'none', reason: 'not-routed' })
    expect(await write(10 * minute)).toMatchObject({ source: 'model' })
    expect(await write()).toMatchObject({ source: 'model' })
  })

  it('for one operation is asked for all others', async () => {
    await open()
    await behave('garbage-words')
    await writeOf(3)
    await behave('up')
    expect(await write()).toEqual({ source: 'none', reason: 'not-routed' })
    const other = askFor('risk-plan', { round: ++round, deadline: now + 40 * second })
    expect(await rig.write(other)).toMatchObject({ source: 'model' })
  })

  it('is never held back for what one order alone brings out of it', async () => {
    await open()
    await behave('garbage-words')
    await writeTimes(8)
    expect(calls()).toBe(16)
  })
})
