import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { deleteOlder } from '../database/delete-older.ts'
import { daysAgo, inSeconds, now } from '../database/time.ts'
import { kept } from '../database/values.ts'

export interface InboxEvent {
  readonly eventId: string
  readonly type: string
  readonly objectId: string
}

export interface ClaimedEvent extends InboxEvent {
  /** Tries so far, this one included. */
  readonly attempts: number
}

/** An event that nobody tries any more, as an operator sees it. */
export interface SetAsideEvent extends ClaimedEvent {
  /** ISO 8601, UTC. */
  readonly receivedAt: string
  readonly setAsideAt: string
  readonly lastError: string | null
}

/** Seconds for which a claimed event belongs to its claimer; a claimer that died loses it then. */
const lease = 60

const afresh = { set_aside_at: null, attempts: 0, due_at: now }

export function createInbox(db: Db) {
  const one = (eventId: string) => db.updateTable('inbox').where('event_id', '=', eventId)

  return {
    ...arriving(db),

    /** Takes up to `limit` due events, oldest first; no other caller gets them while leased. */
    async claim(limit: number): Promise<ClaimedEvent[]> {
      return db
        .updateTable('inbox')
        .set({ attempts: sql<number>`attempts + 1`, due_at: inSeconds(lease) })
        .where('event_id', 'in', dueEvents(db, limit))
        .returning(claimed)
        .execute()
    },

    async done(eventId: string): Promise<void> {
      await one(eventId).set({ done_at: now, last_error: null }).execute()
    },

    /** Gives the event back, to be tried again after `seconds`. */
    async postpone(eventId: string, seconds: number, error: string): Promise<void> {
      await one(eventId)
        .set({ due_at: inSeconds(seconds), last_error: kept(error) })
        .execute()
    },

    /** Nobody tries the event again until an operator says so. */
    async setAside(eventId: string, error: string): Promise<void> {
      await one(eventId)
        .set({ set_aside_at: now, last_error: kept(error) })
        .execute()
    },

    ...watched(db),
  }
}

/** How events come in. */
function arriving(db: Db) {
  const insert = ({ eventId, type, objectId }: InboxEvent) =>
    db.insertInto('inbox').values({ event_id: eventId, type, object_id: objectId })

  return {
    /**
     * Stores the event; one that was set aside is tried afresh, since somebody had it sent again.
     *
     * @returns false when the event was there already
     */
    async add(event: InboxEvent): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await insert(event)
        .onConflict((conflict) =>
          conflict
            .column('event_id')
            .doUpdateSet(afresh)
            .where('inbox.set_aside_at', 'is not', null),
        )
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },

    /** Stores an event that Stripe lists, unless it arrived. @returns whether it had not */
    async addMissed(event: InboxEvent): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await insert(event)
        .onConflict((conflict) => conflict.column('event_id').doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
  }
}

/** What the operator and the upkeep ask. */
function watched(db: Db) {
  return {
    /** Events set aside, oldest first. */
    aside: (): Promise<SetAsideEvent[]> =>
      db
        .selectFrom('inbox')
        .select([...claimed, 'received_at as receivedAt', 'last_error as lastError'])
        .select(sql<string>`set_aside_at`.as('setAsideAt'))
        .where('set_aside_at', 'is not', null)
        .orderBy('set_aside_at')
        .execute(),

    async countAside(): Promise<number> {
      const { n } = await db
        .selectFrom('inbox')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('set_aside_at', 'is not', null)
        .executeTakeFirstOrThrow()
      return n
    },

    /** Has an event that was set aside tried afresh. @returns false when it was not set aside */
    async resume(eventId: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('inbox')
        .set(afresh)
        .where('event_id', '=', eventId)
        .where('set_aside_at', 'is not', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    /** Deletes up to `limit` events that were done so many days ago. @returns how many */
    clear: (days: number, limit: number): Promise<number> =>
      deleteOlder(db, { table: 'inbox', time: 'done_at', before: daysAgo(days), limit }),
  }
}

const claimed = ['event_id as eventId', 'type', 'object_id as objectId', 'attempts'] as const

function dueEvents(db: Db, limit: number) {
  return db
    .selectFrom('inbox')
    .select('event_id')
    .where('done_at', 'is', null)
    .where('set_aside_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('received_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
}
