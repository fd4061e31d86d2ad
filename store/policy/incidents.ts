import { sql } from 'kysely'
import {
  type Impact,
  type Incident,
  type IncidentKind,
  incidentKinds,
} from '../../pack/incident.ts'
import type { Db } from '../database/database.ts'

const columns = [
  'id',
  'kind',
  'title',
  'began_at as beganAt',
  'opened_at as openedAt',
  'opened_by as openedBy',
  'ended_at as endedAt',
  'ended_by as endedBy',
  'learned',
] as const

interface Opened extends Pick<Incident, 'kind' | 'title' | 'beganAt'> {
  readonly by: string
}

interface Ended {
  readonly by: string
  readonly learned: string
  /** ISO 8601: when it was mended, which is earlier than when somebody says so. */
  readonly endedAt: string
}

export function createIncidents(db: Db) {
  return {
    /** Those that are not over first, then the newest. */
    list: (limit: number): Promise<Incident[]> =>
      db
        .selectFrom('incidents')
        .select(columns)
        .orderBy(sql`ended_at is not null`)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),

    find: (id: number): Promise<Incident | undefined> =>
      db.selectFrom('incidents').select(columns).where('id', '=', id).executeTakeFirst(),

    /** @returns its number */
    async open({ kind, title, beganAt, by }: Opened): Promise<number> {
      const row = { kind, title, began_at: beganAt, opened_by: by }
      const inserted = db.insertInto('incidents').values(row).returning('id')
      return (await inserted.executeTakeFirstOrThrow()).id
    },

    /** @returns false when it is over already, or there is none */
    async end(id: number, { by, learned, endedAt }: Ended): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('incidents')
        .set({ ended_at: endedAt, ended_by: by, learned })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    /** Until when the acts about it go, that of ending it among them; null: it is not on record. */
    writtenUpBy: (id: number): Promise<string | null> => writtenUpBy(db, id),

    /** Of each kind those that are not over. */
    async openByKind(): Promise<ReadonlyMap<IncidentKind, number>> {
      const rows = await db
        .selectFrom('incidents')
        .select(['kind', sql<number>`count(*)`.as('open')])
        .where('ended_at', 'is', null)
        .groupBy('kind')
        .execute()
      const found = new Map(rows.map(({ kind, open }) => [kind, open]))
      return new Map(incidentKinds.map((kind) => [kind, found.get(kind) ?? 0]))
    },

    async impact(from: string, until: string): Promise<Impact> {
      const [counts, failed, letters] = await Promise.all([
        countsOf(from, until).execute(db),
        failedOf(from, until).execute(db),
        lettersOf(from, until).execute(db),
      ])
      return { ...counts.rows[0]!, failed: failed.rows, letters: letters.rows }
    },
  }
}

async function writtenUpBy(db: Db, id: number): Promise<string | null> {
  const { at } = await db
    .selectFrom('operator_actions')
    // A time is read to the millisecond, and kept more exactly.
    .select(sql<string | null>`max(at) + interval '1 millisecond'`.as('at'))
    .where('verb', '=', 'end-incident')
    .where('subject', '=', String(id))
    .where('outcome', '=', 'over')
    .executeTakeFirstOrThrow()
  return at
}

const countsOf = (from: string, until: string) => sql<
  Pick<Impact, 'paid' | 'undelivered' | 'refunds'>
>`
  select
    (select count(*)::int from orders where paid_at between ${from}::timestamptz and ${until}::timestamptz)
      as paid,
    (select count(*)::int from orders
      where paid_at between ${from}::timestamptz and ${until}::timestamptz and not exists (
        select from releases where order_id = orders.id and published_at <= ${until}::timestamptz
      )) as undelivered,
    (select count(*)::int from refund_requests
      where done_at between ${from}::timestamptz and ${until}::timestamptz) as refunds`

const failedOf = (from: string, until: string) => sql<Impact['failed'][number]>`
  select reason, count(*)::int as asks, count(distinct order_id)::int as orders from asks
  where opened_at between ${from}::timestamptz and ${until}::timestamptz
    and source = 'none' and artefact not like '%-shadow'
  group by reason order by asks desc`

const lettersOf = (from: string, until: string) => sql<Impact['letters'][number]>`
  select template, count(*)::int as sent from outbox
  where ended_at between ${from}::timestamptz and ${until}::timestamptz and ending = 'sent'
  group by template order by sent desc`
