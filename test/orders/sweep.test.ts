import { expect, it } from 'vitest'
import { createSweep, type SweepPorts } from '../../orders/upkeep/sweep.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createUnfinished } from '../../store/orders/unfinished.ts'
import { createLoop } from '../../workers/loop.ts'
import { describeOnBoth } from '../databases.ts'
import { newOrder } from '../store/new-order.ts'

describeOnBoth('the sweep', (database) => {
  /** Paid within a few milliseconds, so that many were paid at the same one. */
  async function paidOrders(count: number): Promise<string[]> {
    const store = createOrderStore(database())
    const ids: string[] = []
    for (let n = 0; n < count; n++) {
      const { id } = await store.create(newOrder())
      const paidAt = `2026-11-21T10:00:00.00${n % 3}Z`
      await store.advance(id, { from: ['awaiting-payment'], to: 'paid', paidAt })
      ids.push(id)
    }
    return ids
  }

  function sweepWith(ensureRunning: SweepPorts['ensureRunning']) {
    const failed: [orders: string[], error: unknown][] = []
    const sweep = createSweep(
      {
        orders: createUnfinished(database().db),
        ensureRunning,
        observe: {
          restarted: () => {},
          notRevived: (orders, error) => failed.push([orders.map(({ id }) => id), error]),
        },
      },
      50,
    )
    return { sweep, failed }
  }

  it('looks at every unfinished order, past one that fails and one that hangs', async () => {
    const ids = await paidOrders(620)
    const [broken, hung] = [ids[3], ids[4]]
    const looked: string[] = []
    const { sweep, failed } = sweepWith(async ({ id }) => {
      looked.push(id)
      if (id === broken) throw new Error('This run cannot be described.')
      return id === hung ? new Promise<never>(() => {}) : true
    })
    expect(await sweep(new AbortController().signal)).toBe(618)
    expect([looked.length, new Set(looked)]).toEqual([620, new Set(ids)])
    expect(failed).toEqual([
      [[broken], new Error('This run cannot be described.')],
      [[hung], new Error('Temporal did not answer within 0.05 s.')],
    ])
  })

  it('ends after the page at which it is told to stop, and tells once of what all met', async () => {
    await paidOrders(30)
    const looked: string[] = []
    const { sweep, failed } = sweepWith(({ id }) => {
      if (looked.push(id) === 11) loop.shutdown()
      return new Promise<never>(() => {})
    })
    const work = async (stop: AbortSignal) => (await sweep(stop)) > 0
    const loop = createLoop({ work, pause: 30_000, failed: () => {} })
    await loop.run()
    expect(looked).toHaveLength(20)
    expect(failed).toEqual([[looked, new Error('Temporal did not answer within 0.05 s.')]])
  })
})
