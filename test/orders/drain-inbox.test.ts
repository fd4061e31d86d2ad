import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { createDrainInbox } from '../../orders/drain-inbox.ts'
import { createInbox } from '../../store/inbox.ts'
import { createInboxLoop } from '../../workers/inbox.ts'
import { describeOnBoth } from '../databases.ts'

describeOnBoth('the inbox', (database) => {
  const inbox = () => createInbox(database().db)
  const rowOf = (eventId: string) =>
    database()
      .db.selectFrom('inbox')
      .selectAll()
      .where('event_id', '=', eventId)
      .executeTakeFirstOrThrow()

  const arrives = async () => {
    const event = { eventId: `evt_${randomUUID()}`, type: 'checkout.session.completed' }
    const objectId = `cs_${randomUUID()}`
    await inbox().add({ ...event, objectId })
    return { ...event, objectId }
  }

  it('fulfils the session of an event, then marks it done', async () => {
    const { eventId, objectId } = await arrives()
    const atWork: unknown[] = []
    const fulfil = async (session: string) => {
      atWork.push([session, (await rowOf(eventId)).done_at])
    }
    await createDrainInbox({ inbox: inbox(), fulfil })()
    expect(atWork).toEqual([[objectId, null]])
    expect((await rowOf(eventId)).done_at).not.toBeNull()
  })

  it('keeps an event whose fulfilment failed, with the reason, for later', async () => {
    const { eventId } = await arrives()
    const fulfil = () => Promise.reject(new Error('Stripe is away.'))
    await createDrainInbox({ inbox: inbox(), fulfil })()
    const row = await rowOf(eventId)
    expect(row).toMatchObject({ done_at: null, last_error: 'Error: Stripe is away.' })
    expect(new Date(row.due_at).getTime()).toBeGreaterThan(new Date(row.received_at).getTime())
    await inbox().done(eventId)
  })

  it('is not held up by one event that fails', async () => {
    const [bad, good] = [await arrives(), await arrives()]
    const fulfil = async (session: string) => {
      if (session === bad.objectId) throw new Error('no')
    }
    expect(await createDrainInbox({ inbox: inbox(), fulfil })()).toBe(2)
    expect((await rowOf(good.eventId)).done_at).not.toBeNull()
    await inbox().done(bad.eventId)
  })

  it('gives each event to one of several who drain at once', async () => {
    const events = await Promise.all(Array.from({ length: 25 }, arrives))
    const taken: string[] = []
    const drain = createDrainInbox({ inbox: inbox(), fulfil: async (id) => taken.push(id) })
    const drainAll = async () => {
      while ((await drain()) > 0);
    }
    await Promise.all([drainAll(), drainAll(), drainAll()])
    expect(taken.sort()).toEqual(events.map(({ objectId }) => objectId).sort())
  })

  it('is looked at when somebody knocks, and after the database was away', async () => {
    const failures: unknown[] = []
    let away = true
    const { promise: taken, resolve } = Promise.withResolvers<string>()
    const drain = createDrainInbox({ inbox: inbox(), fulfil: async (id) => resolve(id) })
    const loop = createInboxLoop(
      () => (away ? Promise.reject(new Error('away')) : drain()),
      (error) => failures.push(error),
    )
    const ended = loop.run()
    await expect.poll(() => failures).toHaveLength(1)
    away = false
    const { objectId } = await arrives()
    loop.knock()
    expect(await taken).toBe(objectId)
    loop.shutdown()
    await ended
  })
})
