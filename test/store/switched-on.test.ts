import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createWake } from '../../orders/upkeep/wake.ts'
import { createStores } from '../../store/stores.ts'
import { describeOnBoth } from '../databases.ts'
import { askRecord, newOrder } from './new-order.ts'

const hour = 3_600_000
const everywhere = { operation: null, risk: null, tier: null, share: null, until: null } as const

/** Each worker knows of it by now. */
function longAgo<Ended extends { readonly at: string }>(ended: Ended): Ended {
  return { ...ended, at: new Date(Date.parse(ended.at) - 3_000).toISOString() }
}

describeOnBoth('orders that safe mode held back', (database) => {
  const stores = () => createStores(database())

  const change = (value: true | null) =>
    stores().settings.change({
      ...everywhere,
      ...{ key: 'safeMode', value, by: 'Ada', why: 'the model wrote nonsense' },
    })

  async function heldBack(): Promise<string> {
    const { orders, calls } = stores()
    const { id } = await orders.create(newOrder())
    const soon = new Date(Date.now() + hour).toISOString()
    await orders.advance(id, { from: ['awaiting-payment'], to: 'paid', paidAt: soon })
    await orders.advance(id, { from: ['paid'], to: 'improving', nextUpdateBy: soon })
    const outcome = { source: 'none', reason: 'safe-mode' } as const
    const ask = askRecord({ outcome, openedAt: new Date().toISOString() })
    const part = { order: id, artefact: 'risk-plan', part: '', round: 1 }
    await calls.close(part, { outcome, ask, attempts: [], log: [] })
    await sleep(5)
    return id
  }

  it('go on when it is off, each once, and not before', async () => {
    const { orders, breakers, settings } = stores()
    await breakers.enrol('4b', [
      { endpoint: 'only', model: 'adapter', operation: '', kind: 'service' },
    ])
    await change(true)
    const id = await heldBack()
    const woken: string[] = []
    const wake = createWake({
      breakers,
      orders,
      switches: { ended: async () => (await settings.ended('safeMode', true)).map(longAgo) },
      runs: { modelsBack: async (order) => woken.push(order) > 0 },
      clock: () => new Date(),
      observe: { woken() {} },
    })
    const { signal } = new AbortController()
    await wake(signal)
    expect(woken).toEqual([])
    await change(null)
    await wake(signal)
    await wake(signal)
    expect(woken).toEqual([id])
  })
})
