import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { AskRecord, Attempt } from '../../pack/attempt.ts'
import type { Business } from '../../pack/demand.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { createDemand } from '../../store/calls/demand.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { describeOnBoth } from '../databases.ts'
import { askRecord, attemptOf, newOrder } from './new-order.ts'

describeOnBoth('what orders ask models for', (database) => {
  const asked = (): Promise<Business> => createDemand(database().db)(30)
  const today = new Date().toISOString()

  async function paid(tier: 'self-serve' | 'full') {
    const orders = createOrderStore(database())
    const { id } = await orders.create(newOrder({ tier }))
    await orders.advance(id, { from: ['awaiting-payment'], to: 'paid', paidAt: today })
    return id
  }

  interface Told extends Partial<Pick<AskRecord, 'outcome' | 'tier'>> {
    readonly artefact: string
    readonly part?: string
    readonly round?: number
    readonly openedAt?: string
    readonly calls?: readonly Partial<Attempt>[]
  }

  async function ask(order: string, { artefact, calls = [], ...rest }: Told) {
    const { part = '', round = 1, tier = '4b', openedAt = today, outcome = null } = rest
    const attempts = calls.map((change) =>
      attemptOf({ tier, startedAt: openedAt, operation: `gdpr.${artefact}`, ...change }),
    )
    await createCalls(database()).close(
      { order, artefact, part, round },
      {
        outcome: null,
        ask: askRecord({ id: randomUUID(), tier, openedAt, outcome }),
        attempts,
        log: [],
      },
    )
  }

  it('is nothing where nothing was asked', async () => {
    const { days, orders, operations, batches } = await asked()
    expect({ days, orders, operations, batches }).toEqual({
      ...{ days: 0, orders: { '4b': 0, '32b': 0 }, operations: [], batches: [] },
    })
  })

  it('is told by texts, calls and tokens, and by how many texts came at a time', async () => {
    const [one, other] = [await paid('self-serve'), await paid('self-serve')]
    const tokens = (out: number) => ({ tokens: { in: 1_000, out, cached: 0, estimated: false } })
    const cache = { source: 'cache' } as const
    await ask(one, { artefact: 'risk-plan', calls: [tokens(800), tokens(1_000)] })
    await ask(one, { artefact: 'processing-descriptions', part: 'a', calls: [tokens(100)] })
    await ask(one, { artefact: 'processing-descriptions', part: 'b', outcome: cache })
    await ask(other, { artefact: 'risk-plan', round: 1, calls: [tokens(900)] })
    await ask(other, {
      artefact: 'processing-descriptions',
      part: 'a',
      round: 2,
      calls: [tokens(200)],
    })
    const { days, orders, operations, batches, margins } = await asked()
    expect({ days, orders }).toEqual({ days: 1, orders: { '4b': 2, '32b': 0 } })
    expect(margins).toMatchObject([{ tier: 'self-serve', orders: 2 }])
    expect(operations).toMatchObject([
      { operation: 'gdpr.processing-descriptions', texts: 3, written: 2, calls: 2, tokensOut: 300 },
      {
        operation: 'gdpr.risk-plan',
        texts: 2,
        written: 2,
        calls: 3,
        tokensIn: 3_000,
        tokensOut: 2_700,
      },
    ])
    expect(batches).toEqual([
      { tier: '4b', texts: 1, times: 2 },
      { tier: '4b', texts: 2, times: 1 },
    ])
  })

  it('leaves out what fell to the other model, came to no token, was a shadow or is long ago', async () => {
    const before = await asked()
    const full = await paid('full')
    const long = new Date(Date.now() - 40 * 86_400_000).toISOString()
    const none = { tokens: { in: 0, out: 0, cached: 0, estimated: false } }
    await ask(full, { artefact: 'risk-plan', calls: [{}] })
    await ask(full, { artefact: 'briefing', tier: '32b', openedAt: long, calls: [{}] })
    await ask(full, { artefact: 'risk-plan', tier: '32b', calls: [none] })
    await ask(full, {
      artefact: 'dpia-draft',
      tier: '32b',
      calls: [{ operation: 'gdpr.dpia-draft.shadow' }],
    })
    const after = await asked()
    expect(after).toEqual({ ...before, margins: after.margins })
  })
})
