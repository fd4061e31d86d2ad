import { beforeEach, expect, it } from 'vitest'
import type { Outcome } from '../../pack/outcome.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { createIncidents } from '../../store/policy/incidents.ts'
import { describeOnBoth } from '../databases.ts'
import { textBy } from '../orders/text-by.ts'
import { addPaidOrder, askRecord } from './new-order.ts'

const began = '2026-11-21T09:00:00.000Z'
const ended = '2026-11-21T11:00:00.000Z'

describeOnBoth('incidents', (database) => {
  beforeEach(async () => {
    await database().db.deleteFrom('incidents').execute()
  })

  const incidents = () => createIncidents(database().db)
  const open = (kind: 'leak' | 'outage', title: string) =>
    incidents().open({ kind, title, beganAt: began, by: 'ada' })

  it('that are not over come first, and are counted by their kind', async () => {
    const first = await open('outage', 'first')
    const second = await open('leak', 'second')
    await open('leak', 'third')
    const over = { by: 'ben', learned: 'much', endedAt: ended }
    expect(await incidents().end(second, over)).toBe(true)
    expect(await incidents().end(second, { ...over, by: 'eve' })).toBe(false)
    expect((await incidents().list(10)).map(({ title }) => title)).toEqual([
      ...['third', 'first', 'second'],
    ])
    expect([...(await incidents().openByKind())].filter(([, open]) => open > 0)).toEqual([
      ['leak', 1],
      ['outage', 1],
    ])
    expect(await incidents().find(second)).toMatchObject({
      ...{ endedBy: 'ben', learned: 'much', endedAt: ended },
    })
    expect(await incidents().find(first)).toMatchObject({ beganAt: began, endedAt: null })
    expect(await incidents().find(first + 99)).toBeUndefined()
  })

  it('are written up by when somebody has ended them, whenever they were mended', async () => {
    const id = await open('outage', 'first')
    expect(await incidents().writtenUpBy(id)).toBeNull()
    const pressed = { by_whom: 'ada', why: 'much', verb: 'end-incident' }
    const [subject, outcome] = [String(id), 'over']
    await database()
      .db.insertInto('operator_actions')
      .values([
        { ...pressed, subject, outcome, at: '2026-11-21T12:00:00.123Z' },
        { ...pressed, subject, outcome: 'refused', at: '2026-11-21T13:00:00.000Z' },
        { ...pressed, subject: String(id + 1), outcome, at: '2026-11-21T14:00:00.000Z' },
      ])
      .execute()
    expect(await incidents().writtenUpBy(id)).toBe('2026-11-21T12:00:00.124Z')
  })

  it('tell what customers had of them, of their time alone', async () => {
    const [order, late] = [await addPaidOrder(database()), await addPaidOrder(database())]
    const paid = (id: string, at: string) =>
      database().db.updateTable('orders').set({ paid_at: at }).where('id', '=', id).execute()
    await paid(order, '2026-11-21T10:00:00.000Z')
    await paid(late, '2026-11-21T11:00:01.000Z')
    const ask = (artefact: string, outcome: Outcome, openedAt = '2026-11-21T10:00:00.000Z') =>
      createCalls(database()).close(
        { order, artefact, part: '', round: 1 },
        { outcome, ask: askRecord({ outcome, openedAt }), attempts: [], log: [] },
      )
    await ask('risk-plan', { source: 'none', reason: 'server' })
    await ask('risk-plan-shadow', { source: 'none', reason: 'server' })
    await ask('notice-section', textBy('4b'))
    await ask('breach-scenarios', { source: 'none', reason: 'server' }, '2026-11-21T08:59:59.000Z')
    expect(await incidents().impact(began, ended)).toEqual({
      paid: 1,
      undelivered: 1,
      failed: [{ reason: 'server', asks: 1, orders: 1 }],
      letters: [],
      refunds: 0,
    })
  })
})
