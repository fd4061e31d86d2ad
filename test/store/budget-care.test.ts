import { expect, it } from 'vitest'
import { createBudgetCare } from '../../orders/upkeep/budget-care.ts'
import { describeOnBoth } from '../databases.ts'
import { at, budgetsOf, request } from './budget-rig.ts'

const never = new AbortController().signal

describeOnBoth('budgets', (database) => {
  const { budgets, newOrderId, held } = budgetsOf(database)

  it('tell when a counter is not the sum of its reservations', async () => {
    const order = await newOrderId()
    await budgets().reserve(request({ order }))
    const one = database().db.updateTable('budgets').where('subject', '=', order)
    await one.set({ used_micros: 1 }).execute()
    const reserved = { heldMicros: 1_000, heldTokens: 1_000, usedMicros: 0, usedTokens: 0 }
    expect(await budgets().differences(at)).toEqual([
      {
        scope: 'order',
        subject: order,
        startsAt: '1970-01-01T00:00:00.000Z',
        counted: { ...reserved, usedMicros: 1 },
        reserved,
      },
    ])
    await one.set({ used_micros: 0 }).execute()
    expect(await budgets().differences(at)).toEqual([])
  })

  it('are looked after: the dead give back, and what does not add up is told', async () => {
    const [expired, differences]: [number[], string[][]] = [[], []]
    const observe = {
      expired: (reservations: number) => void expired.push(reservations),
      unbalanced: (found: readonly { scope: string }[]) =>
        void differences.push(found.map(({ scope }) => scope)),
    }
    const clock = () => new Date('2026-11-21T11:00:00.000Z')
    const care = createBudgetCare({ budgets: budgets(), clock, observe })
    await care.expire(never)
    expired.length = 0
    const order = await newOrderId()
    const [dead, alive] = [request({ order }), request({ order, expiresAt: clock().toISOString() })]
    for (const one of [dead, alive]) await budgets().reserve(one)
    await care.expire(never)
    expect(expired).toEqual([1])
    expect(await held(alive.id)).toMatchObject({ state: 'open' })
    await care.prove()
    const wrong = database().db.updateTable('budgets').where('subject', '=', order)
    await wrong.set({ held_tokens: 7 }).execute()
    await care.prove()
    expect(differences).toEqual([[], ['order']])
    await wrong.set({ held_tokens: 1_000 }).execute()
  })

  it('forget whose calls they were, once day and month are long over', async () => {
    const order = await newOrderId({ frozenAt: '2026-03-31T23:00:00.000Z' })
    const [old, young] = [
      request({ order, organisation: 'old firm', madeAt: '2026-03-31T23:59:59.000Z' }),
      request({ order, organisation: 'young firm', madeAt: '2026-04-01T00:00:00.000Z' }),
    ]
    for (const one of [old, young]) await budgets().reserve(one)
    const clock = () => new Date('2026-07-22T00:00:00.000Z')
    const observe = { expired: () => {}, unbalanced: () => {} }
    await createBudgetCare({ budgets: budgets(), clock, observe }).forget(never)
    const firms = await database()
      .db.selectFrom('reservations')
      .select('organisation')
      .where('order_id', '=', order)
      .orderBy('made_at')
      .execute()
    expect(firms).toEqual([{ organisation: null }, { organisation: 'young firm' }])
    const left = await database()
      .db.selectFrom('budgets')
      .select('subject')
      .where('scope', '=', 'organisation')
      .where('subject', 'in', ['old firm', 'young firm'])
      .execute()
    expect(left).toEqual([{ subject: 'young firm' }])
    const hours = await database()
      .db.selectFrom('budgets')
      .select('starts_at')
      .where('scope', '=', 'tier')
      .where('starts_at', '<', '2026-05-01T00:00:00.000Z')
      .execute()
    expect(hours).toEqual([{ starts_at: '2026-04-01T00:00:00.000Z' }])
    expect(await budgets().differences(at)).toEqual([])
  })
})
