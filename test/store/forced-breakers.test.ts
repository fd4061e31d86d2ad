import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createWake } from '../../orders/upkeep/wake.ts'
import { type Forced, forcedTo, untouched } from '../../pack/breaker.ts'
import { createBreakerOffice } from '../../site/breakers.ts'
import { createStores } from '../../store/stores.ts'
import { describeOnBoth } from '../databases.ts'
import { askRecord, newOrder } from './new-order.ts'

const key = (endpoint: string, model = 'adapter') =>
  ({ endpoint, model, operation: '', kind: 'service' }) as const
const signed = { by: 'Ada', why: 'new GPU' }
const hour = 3_600_000

describeOnBoth('an operator who forces a breaker', (database) => {
  const stores = () => createStores(database())
  const office = () =>
    createBreakerOffice({
      ...stores(),
      database: database(),
      observe: {
        breakerChanged() {},
        breakerNotStored(error) {
          throw error
        },
      },
    })
  const actions = () =>
    database().db.selectFrom('operator_actions').selectAll().orderBy('id').execute()
  const at = (endpoint: string) => ({ endpoint, model: null, until: Date.now() + hour, ...signed })

  async function forcedAt(endpoint: string) {
    const all = (await stores().breakers.all()).filter((one) => one.endpoint === endpoint)
    return all.map(({ model, state }) => [model, forcedTo(state, Date.now())])
  }

  it('changes nothing else of it, and is on record with the end and the reason', async () => {
    const state = { ...untouched, standing: 'open', cause: 'server', since: 5, rung: 2 } as const
    await stores().breakers.write({ ...key('a'), tier: '4b', state: untouched, version: 0 }, state)
    const request = { verb: 'close', ...at('a') } as const
    const { breakers } = await office()(request)
    const { until } = request
    const forced: Forced = { to: 'closed', since: expect.any(Number), until, ...signed }
    expect(breakers).toMatchObject([{ ...key('a'), version: 2, state: { ...state, forced } }])
    expect(await actions()).toMatchObject([
      {
        ...{ by_whom: 'Ada', why: 'new GPU', verb: 'breaker close', subject: 'a' },
        outcome: `closed until ${new Date(until).toISOString()}`,
      },
    ])
  })

  it('is not lost between the workers that write it at the same time', async () => {
    await stores().breakers.enrol('4b', [key('busy')])
    const requests = Array.from({ length: 8 }, () => office()({ verb: 'open', ...at('busy') }))
    await Promise.all(requests)
    const [row] = (await stores().breakers.all()).filter(({ endpoint }) => endpoint === 'busy')
    expect(row?.version).toBe(9)
    expect(await forcedAt('busy')).toEqual([['adapter', 'open']])
  })

  it('holds back every model of the endpoint, also the one that a setting puts there', async () => {
    await stores().breakers.enrol('32b', [key('large', 'first'), key('large', 'second')])
    const scope = { operation: null, risk: null, tier: '32b', share: null, until: null } as const
    await stores().settings.change({ ...signed, ...scope, key: 'model', value: 'third' })
    await office()({ verb: 'open', ...at('large') })
    expect(await forcedAt('large')).toEqual(
      expect.arrayContaining([
        ['first', 'open'],
        ['second', 'open'],
        ['third', 'open'],
      ]),
    )
    await office()({ verb: 'release', ...at('large'), model: 'second' })
    expect(await forcedAt('large')).toContainEqual(['second', null])
    expect(await forcedAt('large')).toContainEqual(['third', 'open'])
  })

  it('is told which there are, of what is not known; the try is on record', async () => {
    await stores().breakers.enrol('4b', [key('known')])
    await expect(office()({ verb: 'open', ...at('unknown') })).rejects.toThrow(
      /^There is no endpoint unknown; there are: .*known/,
    )
    await expect(office()({ verb: 'open', ...at('known'), model: 'typo' })).rejects.toThrow(
      /^There is no model typo; there are: adapter/,
    )
    expect((await actions()).slice(-2)).toMatchObject([
      { subject: 'unknown', outcome: expect.stringContaining('no endpoint') },
      { subject: 'known typo', outcome: expect.stringContaining('no model') },
    ])
  })

  it('is remembered while workers with other endpoints start', async () => {
    await stores().breakers.enrol('4b', [key('elsewhere'), key('gone')])
    await office()({ verb: 'open', ...at('elsewhere') })
    await stores().breakers.enrol('4b', [key('new')])
    expect(await forcedAt('elsewhere')).toEqual([['adapter', 'open']])
    expect(await forcedAt('gone')).toEqual([])
  })

  it('wakes the orders that waited for it, once it is released', async () => {
    await database().db.deleteFrom('breakers').execute()
    const { orders, calls, breakers } = stores()
    await breakers.enrol('4b', [key('only')])
    await office()({ verb: 'open', ...at('only') })
    const { id } = await orders.create(newOrder())
    const soon = new Date(Date.now() + hour).toISOString()
    await orders.advance(id, { from: ['awaiting-payment'], to: 'paid', paidAt: soon })
    await orders.advance(id, { from: ['paid'], to: 'improving', nextUpdateBy: soon })
    const part = { order: id, artefact: 'risk-plan', part: '', round: 1 }
    const outcome = { source: 'none', reason: 'not-routed' } as const
    const ask = askRecord({ outcome, openedAt: new Date().toISOString() })
    await calls.close(part, { outcome, ask, attempts: [], log: [] })
    await sleep(5)
    const woken: string[] = []
    const runs = { modelsBack: async (order: string) => woken.push(order) > 0 }
    const observe = { woken() {} }
    const switches = { ended: async () => [] }
    const wake = createWake({ breakers, orders, switches, runs, clock: () => new Date(), observe })
    const { signal } = new AbortController()
    await wake(signal)
    expect(woken).toEqual([])
    await office()({ verb: 'release', ...at('only') })
    await wake(signal)
    expect(woken).toEqual([id])
  })
})
