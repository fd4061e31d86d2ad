import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../databases.ts'
import { at, budgetsOf, request } from './budget-rig.ts'

const euros = (soft: number, hard: number) => ({ micros: { soft, hard }, tokens: null })

describeOnBoth('budgets', (database) => {
  const { budgets, newOrderId, close, held } = budgetsOf(database)

  it('hold what a call may cost at most, until it is settled with what it cost', async () => {
    const asked = request({ order: await newOrderId(), price: { in: 0.5, out: 2.001 } })
    expect(await budgets().reserve(asked)).toEqual({ verdict: 'admitted', scope: null, full: [] })
    expect(await held(asked.id)).toMatchObject({ held_micros: 1_101, held_tokens: 1_000 })
    await close(asked.id, 70, 60, 10)
    expect(await held(asked.id)).toMatchObject({ state: 'settled', used_micros: 70 })
    expect(await budgets().differences(at)).toEqual([])
  })

  it('refuse for ever only what does not fit beside what is spent', async () => {
    const order = await newOrderId()
    const limits = [{ scope: 'order' as const, ...euros(9_999, 1_500) }]
    const [first, second] = [request({ order, limits }), request({ order, limits })]
    expect((await budgets().reserve(first)).verdict).toBe('admitted')
    expect(await budgets().reserve(second)).toMatchObject({ verdict: 'held', scope: 'order' })
    await close(first.id, 400)
    expect((await budgets().reserve(second)).verdict).toBe('admitted')
    await close(second.id, 200)
    expect(await budgets().reserve(request({ order, limits }))).toMatchObject({
      verdict: 'spent',
      scope: 'order',
    })
  })

  it('let a call wait that no empty budget would hold, for its limit may yet be put right', async () => {
    const order = await newOrderId()
    const below = request({ order, limits: [{ scope: 'order', ...euros(1, 999) }] })
    expect(await budgets().reserve(below)).toMatchObject({ verdict: 'held', scope: 'order' })
    const above = request({ order, limits: [{ scope: 'order', ...euros(1_000, 1_000) }] })
    expect((await budgets().reserve(above)).verdict).toBe('admitted')
  })

  it('count tokens where a model costs nothing', async () => {
    const tokens = { soft: 9_999, hard: 1_500 }
    const limits = [{ scope: 'order' as const, micros: null, tokens }]
    const asked = { order: await newOrderId(), limits, price: { in: 0, out: 0 } }
    const first = request(asked)
    expect((await budgets().reserve(first)).verdict).toBe('admitted')
    await close(first.id, 0, 500, 300)
    expect((await budgets().reserve(request(asked))).verdict).toBe('spent')
  })

  it('past a soft limit leave the cheap routes alone', async () => {
    const order = await newOrderId()
    const limits = [{ scope: 'order' as const, ...euros(900, 5_000) }]
    const dear = { endpoint: 'dear', rpm: null, tpm: null, economy: false }
    const cheap = { ...dear, endpoint: 'cheap', economy: true }
    const asked = request({ order, limits, routes: [dear, cheap] })
    expect(await budgets().reserve(asked)).toMatchObject({ verdict: 'admitted', scope: 'order' })
    expect(await held(asked.id)).toMatchObject({ endpoint: 'cheap' })
    expect(await budgets().reserve(request({ order, limits, routes: [dear] }))).toMatchObject({
      verdict: 'economy',
      scope: 'order',
    })
  })

  it('give back what a dead worker held, and count it all the same if it was only slow', async () => {
    const asked = request({ order: await newOrderId() })
    await budgets().reserve(asked)
    const later = '2026-11-21T11:00:00.000Z'
    while ((await budgets().expireOne(later)) > 0);
    expect(await held(asked.id)).toMatchObject({ state: 'expired', used_micros: 0 })
    await close(asked.id, 90)
    await close(asked.id, 80)
    expect(await held(asked.id)).toMatchObject({ state: 'settled', used_micros: 90 })
    expect(await budgets().differences(at)).toEqual([])
  })

  it('once 50 calls of an operation are known, hold what 95 of 100 of them need', async () => {
    const order = await newOrderId()
    const asked = { order, operation: randomUUID() }
    const use = async (tokensOut: number) => {
      const one = request(asked)
      await budgets().reserve(one)
      await close(one.id, 1, 2 * tokensOut, tokensOut)
      return (await held(one.id))?.held_tokens
    }
    for (let n = 1; n <= 50; n++) expect(await use(n)).toBe(1_000)
    expect(await use(1)).toBe(2 * 48 + 48)
  })

  it('keep to the calls and tokens that a provider takes in any sixty seconds', async () => {
    const order = await newOrderId()
    const [few, small, free] = [randomUUID(), randomUUID(), randomUUID()]
    const routes = [
      { endpoint: few, rpm: 1, tpm: null, economy: true },
      { endpoint: small, rpm: null, tpm: 1_200, economy: true },
      { endpoint: free, rpm: null, tpm: null, economy: true },
    ]
    const goes = async (madeAt: string) => {
      const asked = request({ order, routes, madeAt })
      const { full } = await budgets().reserve(asked)
      return [(await held(asked.id))?.endpoint, full]
    }
    expect(await goes(at)).toEqual([few, []])
    expect(await goes(at)).toEqual([small, [few]])
    expect(await goes(at)).toEqual([small, [few]])
    expect(await goes(at)).toEqual([free, [few, small]])
    // 35 seconds later, 55 sixtieths of that minute still count.
    expect(await goes('2026-11-21T11:00:05.000Z')).toEqual([free, [few, small]])
    expect(await goes('2026-11-21T11:01:00.000Z')).toEqual([few, []])
  })

  it('say so when every endpoint is full, and take nothing', async () => {
    const order = await newOrderId()
    const routes = [{ endpoint: randomUUID(), rpm: 1, tpm: null, economy: true }]
    await budgets().reserve(request({ order, routes }))
    const late = request({ order, routes })
    expect((await budgets().reserve(late)).verdict).toBe('busy')
    expect(await held(late.id)).toBeUndefined()
  })
})
