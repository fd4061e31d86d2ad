import { expect, it } from 'vitest'
import { createOperatorStore } from '../../store/orders/operator.ts'
import { createPrices, reviewVerb } from '../../store/policy/prices.ts'
import { describeOnBoth } from '../databases.ts'

describeOnBoth('prices of endpoints', (database) => {
  const prices = () => createPrices(database().db)
  const endpoint = (name: string, input: number, output = 0.4) => {
    return { name, pricePerMTok: { in: input, out: output } }
  }

  it('are unknown before a worker has started', async () => {
    expect(await prices().standing()).toEqual([])
    const none = { firstSeen: null, reviewedAt: null, reviewedBefore: null, changes: [] }
    expect(await prices().watch()).toEqual(none)
  })

  it('are written down once, however many workers start with them', async () => {
    const all = [endpoint('rack-1', 0.1), endpoint('rack-2', 0)]
    await Promise.all([prices().seen(all), prices().seen(all)])
    await prices().seen(all)
    expect(await prices().standing()).toMatchObject([
      { endpoint: 'rack-1', in: 0.1, out: 0.4 },
      { endpoint: 'rack-2', in: 0, out: 0.4 },
    ])
    const { firstSeen, changes } = await prices().watch()
    expect(firstSeen).toMatch(/^20\d\d-.*Z$/)
    expect(changes).toEqual([])
  })

  it('that change are told with what they were', async () => {
    await prices().seen([endpoint('rack-1', 0.3)])
    expect((await prices().watch()).changes).toMatchObject([
      { endpoint: 'rack-1', from: { in: 0.1, out: 0.4 }, to: { in: 0.3, out: 0.4 } },
    ])
    expect(await prices().standing()).toMatchObject([{ in: 0.3 }, { in: 0 }])
  })

  it('know when they were last reviewed, by a review that came to its end', async () => {
    const store = createOperatorStore(database())
    const action = { by: 'Ada', why: 'end of quarter', verb: reviewVerb, subject: '' }
    const record = await store.record(action)
    expect((await prices().watch()).reviewedAt).toBeNull()
    await store.settle(record, 'reviewed: rack-1 0.3/0.4')
    const { reviewedAt, reviewedBefore, changes } = await prices().watch()
    expect(reviewedAt! > changes[0]!.since).toBe(true)
    expect(reviewedBefore).toBeNull()
    await store.settle(await store.record(action), 'the database was away')
    expect((await prices().watch()).reviewedAt).toBe(reviewedAt)
    await store.settle(await store.record(action), 'reviewed: rack-1 0.3/0.4')
    expect((await prices().watch()).reviewedBefore).toBe(reviewedAt)
  })
})
