import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createInbox } from '../../store/money/inbox.ts'
import { describeOnBoth } from '../databases.ts'

describeOnBoth('inbox', (database) => {
  const inbox = () => createInbox(database().db)
  const event = () => ({
    eventId: `evt_${randomUUID()}`,
    type: 'checkout.session.completed',
    objectId: 'cs_1',
  })
  const drainAll = async () => {
    for (const { eventId } of await inbox().claim(100)) await inbox().done(eventId)
  }

  it('stores an event once', async () => {
    const one = event()
    const added = await Promise.all(Array.from({ length: 50 }, () => inbox().add(one)))
    expect(added.filter(Boolean)).toHaveLength(1)
    await drainAll()
  })

  it('gives an event to one claimer only', async () => {
    await inbox().add(event())
    const claims = await Promise.all(Array.from({ length: 5 }, () => inbox().claim(10)))
    expect(claims.flat()).toHaveLength(1)
    await inbox().done(claims.flat()[0]?.eventId ?? '')
  })

  it('forgets an event that is done, and counts the tries of one that is not', async () => {
    const one = event()
    await inbox().add(one)
    await inbox().claim(10)
    await inbox().postpone(one.eventId, 0, 'Stripe was away')
    expect(await inbox().claim(10)).toMatchObject([{ eventId: one.eventId, attempts: 2 }])
    await inbox().done(one.eventId)
    expect(await inbox().claim(10)).toEqual([])
  })

  it('keeps a postponed event back until it is due', async () => {
    const one = event()
    await inbox().add(one)
    await inbox().claim(10)
    await inbox().postpone(one.eventId, 60, 'Stripe was away')
    expect(await inbox().claim(10)).toEqual([])
  })
  it('tries an event afresh that was set aside and is sent again', async () => {
    const one = event()
    await inbox().add(one)
    await inbox().claim(10)
    await inbox().setAside(one.eventId, 'The order is gone')
    expect(await inbox().claim(10)).toEqual([])
    expect(await inbox().add(one)).toBe(true)
    expect(await inbox().claim(10)).toMatchObject([{ eventId: one.eventId, attempts: 1 }])
    expect(await inbox().add(one)).toBe(false)
    await inbox().done(one.eventId)
    expect(await inbox().add(one)).toBe(false)
  })

  it('deletes in batches what was done long ago, and nothing else', async () => {
    await drainAll()
    const [open, fresh, ...old] = await Promise.all([1, 2, 3, 4, 5].map(() => stored()))
    for (const id of [fresh, ...old]) await inbox().done(id ?? '')
    await doneSince(old, 32)
    await doneSince([fresh ?? ''], 30)
    const clear = () => inbox().clear(31, 2)
    expect([await clear(), await clear(), await clear()]).toEqual([2, 1, 0])
    const left = await database().db.selectFrom('inbox').select('event_id').execute()
    const ids = left.map(({ event_id }) => event_id)
    expect(ids).toEqual(expect.arrayContaining([open, fresh]))
    expect(ids).not.toEqual(expect.arrayContaining([old[0]]))
  })

  async function stored(): Promise<string> {
    const one = event()
    await inbox().add(one)
    return one.eventId
  }

  const doneSince = (ids: readonly string[], days: number) =>
    database()
      .db.updateTable('inbox')
      .set({ done_at: sql<string>`now() - make_interval(days => ${days})` })
      .where('event_id', 'in', ids)
      .execute()
})
