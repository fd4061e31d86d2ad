import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import {
  type ClaimedEvent,
  createDrainInbox,
  type DrainPorts,
} from '../../orders/money/drain-inbox.ts'
import { createInbox } from '../../store/money/inbox.ts'
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

  const observe = { postponed: () => {}, setAside: () => {} }
  const drainer = (act: DrainPorts['act'], watching: DrainPorts['observe'] = observe) =>
    createDrainInbox({ inbox: inbox(), act, observe: watching })

  const arrives = async () => {
    const event = { eventId: `evt_${randomUUID()}`, type: 'checkout.session.completed' }
    const objectId = `cs_${randomUUID()}`
    await inbox().add({ ...event, objectId })
    return { ...event, objectId }
  }

  it('fulfils the session of an event, then marks it done', async () => {
    const { eventId, objectId } = await arrives()
    const atWork: unknown[] = []
    const act = async (event: ClaimedEvent) => {
      atWork.push([event.objectId, (await rowOf(eventId)).done_at])
    }
    await drainer(act)()
    expect(atWork).toEqual([[objectId, null]])
    expect((await rowOf(eventId)).done_at).not.toBeNull()
  })

  it('keeps an event whose fulfilment failed, with the reason, for later', async () => {
    const { eventId } = await arrives()
    const act = () => Promise.reject(new Error('Stripe is away.'))
    await drainer(act)()
    const row = await rowOf(eventId)
    expect(row).toMatchObject({ done_at: null, last_error: 'Error: Stripe is away.' })
    expect(new Date(row.due_at).getTime()).toBeGreaterThan(new Date(row.received_at).getTime())
    await inbox().done(eventId)
  })

  it('is not held up by one event that fails', async () => {
    const [bad, good] = [await arrives(), await arrives()]
    const act = async ({ objectId: session }: ClaimedEvent) => {
      if (session === bad.objectId) throw new Error('no')
    }
    expect(await drainer(act)()).toBe(2)
    expect((await rowOf(good.eventId)).done_at).not.toBeNull()
    await inbox().done(bad.eventId)
  })

  /** Fails once more, after it has failed so often. */
  async function failsAgain(eventId: string, attempts: number, error: Error) {
    const { db } = database()
    const due = sql<string>`now()`
    await db
      .updateTable('inbox')
      .set({ attempts, due_at: due })
      .where('event_id', '=', eventId)
      .execute()
    const told: unknown[] = []
    const seen = (what: string) => (event: { eventId: string }, cause: unknown) =>
      void told.push([what, event.eventId, cause])
    const watching = { postponed: seen('postponed'), setAside: seen('set aside') }
    await drainer(() => Promise.reject(error), watching)()
    return told
  }

  it('sets an event aside that failed as often as may be, until an operator has it tried', async () => {
    const { eventId, objectId } = await arrives()
    const error = new TypeError('x is not a function')
    expect(await failsAgain(eventId, 18, error)).toEqual([['postponed', eventId, error]])
    expect(await inbox().countAside()).toBe(0)
    expect(await failsAgain(eventId, 19, error)).toEqual([['set aside', eventId, error]])
    expect(await failsAgain(eventId, 20, error)).toEqual([])
    expect(await inbox().countAside()).toBe(1)
    expect(await inbox().aside()).toMatchObject([
      { eventId, objectId, attempts: 20, lastError: String(error) },
    ])
    expect(await inbox().resume(eventId)).toBe(true)
    expect(await inbox().resume(eventId)).toBe(false)
    expect(await drainer(async () => {})()).toBe(1)
    expect(await rowOf(eventId)).toMatchObject({ attempts: 1, set_aside_at: null })
    expect((await rowOf(eventId)).done_at).not.toBeNull()
  })

  it.each(['StripeUnavailable', 'DatabaseUnavailable'])(
    'sets nothing aside for a %s, however long that lasts',
    async (name) => {
      const { eventId } = await arrives()
      const error = Object.assign(new Error('away'), { name })
      expect(await failsAgain(eventId, 900, error)).toEqual([['postponed', eventId, error]])
      await inbox().done(eventId)
    },
  )

  it('keeps of an error what is read, and what the database takes', async () => {
    const { eventId } = await arrives()
    await failsAgain(eventId, 0, new Error(`\0\uD800${'long '.repeat(100_000)}`))
    const { last_error } = await rowOf(eventId)
    expect(last_error).toMatch(/^Error: \uFFFD?long long /)
    expect(last_error?.length).toBeLessThanOrEqual(500)
    await inbox().done(eventId)
  })

  it('gives each event to one of several who drain at once', async () => {
    const events = await Promise.all(Array.from({ length: 25 }, arrives))
    const taken: string[] = []
    const drain = drainer(async ({ objectId }) => taken.push(objectId))
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
    const drain = drainer(async ({ objectId }) => resolve(objectId))
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
