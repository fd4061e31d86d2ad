import { randomUUID } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import type { Mode } from '../../dev/stand-in-model/behaviour.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { createBudgets } from '../../store/budgets.ts'
import { describeOnBoth } from '../databases.ts'
import { askFor, openRig, order, shortLimits } from '../inference/rig.ts'
import { addPaidOrder } from './new-order.ts'

const start = Date.parse('2026-11-21T10:00:00.000Z')
const rpm = 100

describeOnBoth('the minute of an endpoint', (database) => {
  let rig: Awaited<ReturnType<typeof openRig>>
  let now = start
  afterEach(() => rig.close())

  /** Endpoints with a limit, in order of preference, of an order that is paid. */
  async function open(count: number) {
    now = start
    const id = randomUUID()
    rig = await openRig({
      servers: count,
      limits: shortLimits(2_000, 50),
      quarantine: 600_000,
      clock: () => now,
      pause: async (wait) => void (now += wait),
      budgets: createBudgets(database().db),
      endpoints: (servers) =>
        servers.flatMap(({ url }, n) =>
          endpointsFromUrls({ tier: '4b', urls: [url], model: 'adapter', key: null }).map(
            (endpoint) => ({ ...endpoint, name: `${id}-${n + 1}`, rpm }),
          ),
        ),
    })
    await addPaidOrder(database().db, { ...order, id })
    const behave = (server: number, mode: Mode) => rig.servers[server]!.behave(mode)
    let round = 0
    const writeTimes = async (times: number, time = 40_000) => {
      for (const last = round + times; round < last; ) {
        round += 1
        const ask = { order: { ...order, id }, round, deadline: now + time }
        await rig.write(askFor('notice-section', ask))
      }
    }
    const counted = async () => {
      const rows = await database()
        .db.selectFrom('endpoint_minutes')
        .select((e) => ['endpoint', e.fn.sum<number>('calls').as('calls')])
        .where('endpoint', 'like', `${id}-%`)
        .groupBy('endpoint')
        .orderBy('endpoint')
        .execute()
      return rows.map(({ calls }) => calls)
    }
    return { behave, writeTimes, counted }
  }

  it('does not count the calls that go to the next while it is held back', async () => {
    const { behave, writeTimes, counted } = await open(2)
    await behave(0, '500')
    await writeTimes(3)
    expect(await counted()).toEqual([3, 0])
    await writeTimes(5)
    expect(rig.servers.map((server) => server.stats().calls)).toEqual([3, 8])
    expect(await counted()).toEqual([3, 5])
  })

  it('counts no call where all are held back, so that it is free when they are back', async () => {
    const { behave, writeTimes, counted } = await open(1)
    await behave(0, '500')
    await writeTimes(3)
    const before = await counted()
    await writeTimes(5)
    expect(rig.servers[0]!.stats().calls).toBe(3)
    expect(await counted()).toEqual(before)
  })

  it('counts a call that waits until it has cooled down', async () => {
    const { behave, writeTimes, counted } = await open(1)
    await behave(0, '429')
    await writeTimes(1, 5_000)
    await behave(0, 'up')
    await writeTimes(1)
    expect(rig.verdicts().at(-1)).toBe('accepted')
    expect(await counted()).toEqual([2])
  })
})
