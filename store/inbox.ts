import { sql } from 'kysely'
import type { Db } from './database.ts'

export interface InboxEvent {
  readonly eventId: string
  readonly type: string
  readonly objectId: string
}

export interface ClaimedEvent extends InboxEvent {
  /** Tries so far, this one included. */
  readonly attempts: number
}

/** Seconds for which a claimed event belongs to its claimer; a claimer that died loses it then. */
const lease = 60

export function createInbox(db: Db) {
  return {
    /** @returns false when the event was there already */
    async add({ eventId, type, objectId }: InboxEvent): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('inbox')
        .values({ event_id: eventId, type, object_id: objectId })
        .onConflict((conflict) => conflict.column('event_id').doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },

    /** Takes up to `limit` due events, oldest first; no other caller gets them while leased. */
    async claim(limit: number): Promise<ClaimedEvent[]> {
      const rows = await db
        .updateTable('inbox')
        .set({
          attempts: sql<number>`attempts + 1`,
          due_at: sql<string>`now() + make_interval(secs => ${lease})`,
        })
        .where('event_id', 'in', dueEvents(db, limit))
        .returning(['event_id', 'type', 'object_id', 'attempts'])
        .execute()
      return rows.map(({ event_id, type, object_id, attempts }) => ({
        eventId: event_id,
        type,
        objectId: object_id,
        attempts,
      }))
    },

    async done(eventId: string): Promise<void> {
      await db
        .updateTable('inbox')
        .set({ done_at: sql<string>`now()`, last_error: null })
        .where('event_id', '=', eventId)
        .execute()
    },

    /** Gives the event back, to be tried again after `seconds`. */
    async postpone(eventId: string, seconds: number, error: string): Promise<void> {
      await db
        .updateTable('inbox')
        .set({ due_at: sql<string>`now() + make_interval(secs => ${seconds})`, last_error: error })
        .where('event_id', '=', eventId)
        .execute()
    },
  }
}

function dueEvents(db: Db, limit: number) {
  return db
    .selectFrom('inbox')
    .select('event_id')
    .where('done_at', 'is', null)
    .where('due_at', '<=', sql<string>`now()`)
    .orderBy('received_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
}
