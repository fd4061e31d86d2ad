import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { createBudgets } from '../../store/policy/budgets.ts'
import { describeOnBoth } from '../databases.ts'
import { second } from '../inference/breaker/events.ts'
import { failingServers } from '../inference/breaker/failing-servers.ts'
import { order } from '../inference/rig.ts'
import { addPaidOrder } from './new-order.ts'

describeOnBoth('the minute of an endpoint', (database) => {
  const { open, rig, pass, behave, calls, ask } = failingServers()

  /** Endpoints with a limit, in order of preference, and an order that is paid. */
  async function openLimited(servers: number) {
    const id = randomUUID()
    const endpoint = (url: string, n: number) =>
      endpointsFromUrls({ tier: '4b', urls: [url], model: 'adapter', key: null }).map((one) => ({
        ...one,
        name: `${id}-${n + 1}`,
        rpm: 100,
      }))
    await open({
      servers,
      pause: async (wait) => pass(wait),
      budgets: createBudgets(database().db),
      endpoints: (all) => all.flatMap(({ url }, n) => endpoint(url, n)),
    })
    await addPaidOrder(database(), { ...order, id })

    const write = () => rig().write(ask('notice-section', { order: { ...order, id } }))
    const writeTimes = async (times: number) => {
      for (let i = 0; i < times; i++) await write()
    }
    const counted = async () => {
      const rows = await database()
        .db.selectFrom('endpoint_minutes')
        .select((e) => ['endpoint', e.fn.sum<number>('calls').as('calls')])
        .where('endpoint', 'like', `${id}-%`)
        .groupBy('endpoint')
        .orderBy('endpoint')
        .execute()
      return rows.map((row) => row.calls)
    }
    return { writeTimes, counted }
  }

  it('does not count the calls that go to the next while it is held back', async () => {
    const { writeTimes, counted } = await openLimited(2)
    await behave(0, '500')
    await writeTimes(3)
    expect(await counted()).toEqual([3, 0])
    await writeTimes(5)
    expect(calls()).toEqual([3, 8])
    expect(await counted()).toEqual([3, 5])
  })

  it('counts no call where all are held back, so that it is free when they are back', async () => {
    const { writeTimes, counted } = await openLimited(1)
    await behave(0, '500')
    await writeTimes(3)
    const before = await counted()
    await writeTimes(5)
    expect(calls()).toEqual([3])
    expect(await counted()).toEqual(before)
  })

  it('counts a call that waits until it has cooled down', async () => {
    const { writeTimes, counted } = await openLimited(1)
    await behave(0, { mode: '429', times: 1, retryAfter: 35 })
    await writeTimes(1)
    pass(10 * second)
    await writeTimes(1)
    expect(rig().verdicts()).toEqual(['overloaded', 'accepted'])
    expect(await counted()).toEqual([2])
  })
})
