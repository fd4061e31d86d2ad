import { sql } from 'kysely'
import type { Incident } from '../../pack/incident.ts'
import type { LetterKey } from '../../pack/letter.ts'
import { entitledStates } from '../../pack/order.ts'
import {
  type Addition,
  type Concerned,
  type Leak,
  type StillOpen,
  standings,
  type TellCounts,
  type ToldIncident,
  type ToldSoFar,
  tellOutcome,
  type Which,
} from '../../pack/telling.ts'
import type { Db } from '../database/database.ts'
import { isConcerned } from './concerned.ts'

/** Letters that become due in the same minute: a mail server that takes so many ends none of them. */
const aMinute = 100

interface ToTell extends Addition {
  readonly incident: Incident
  readonly which: Which
  /** Of who does it and why. */
  readonly record: number
}

/** Letters about incidents: whom one concerns, and what was written to them. */
export function createTellings(db: Db) {
  return {
    /** @param most of the orders that can be written to, that are listed */
    async concerned(incident: Incident, which: Which, most: number): Promise<Concerned> {
      const orders = sql<Concerned['orders'][number]>`
        select "order", "paidAt" from (${judged(incident, which)}) as judged
        where standing = 'new' order by "paidAt", "order" limit ${most}`
      const [counts, { rows }] = await Promise.all([
        countsOf(db, incident, which),
        orders.execute(db),
      ])
      return { counts, orders: rows }
    },

    stillOpen: (incident: Incident, which: Which, most: number): Promise<StillOpen> =>
      stillOpen(db, incident, which, most),

    /**
     * Writes a letter down for each order that is concerned and was not told yet; all of them or none. Two who
     * do so at once write one to each.
     *
     * @returns what it came to, in words @throws Error with one sentence where nobody is left to write to
     */
    tell: (asked: ToTell): Promise<string> => db.transaction().execute((tx) => tell(tx, asked)),

    /** What the letter says of its incident. @throws Error where there is none */
    of: ({ order, template, version }: LetterKey): Promise<ToldIncident> =>
      toldTo(db, { order, template, version }),

    told: (incident: number): Promise<ToldSoFar> => toldOf(db, incident),
  }
}

/** Each concerned order, with whether it is written to; only an outage is not worth a letter to whoever has left. */
const judged = (incident: Incident, which: Which) => sql`
  select id as "order", paid_at as "paidAt", case
    when exists (
      select from outbox
      where order_id = orders.id and template = 'incident' and version = ${incident.id}
    ) then 'told'
    when state = 'erased' or not exists (select from order_keys where order_id = orders.id)
      then 'erased'
    when paid_at is null then 'unpaid'
    when ${incident.kind} = 'outage' and state = 'revoked' then 'closed'
    when ${incident.kind} = 'outage' and exists (
      select from mail_reports where order_id = orders.id and kind = 'complaint'
    ) then 'unwanted'
    when ${lastCameBack} then 'unreached'
    else 'new'
  end as standing
  from orders where ${isConcerned(incident, which)}`

const lastCameBack = sql<boolean>`coalesce((
  select ending <> 'sent' or exists (
    select from mail_reports as report
    where kind = 'bounce' and report.order_id = letter.order_id
      and report.template = letter.template and report.version = letter.version
  )
  from outbox as letter
  where order_id = orders.id and ending in ('sent', 'refused', 'given-up')
  order by ended_at desc limit 1
), false)`

async function countsOf(db: Db, incident: Incident, which: Which): Promise<TellCounts> {
  const { rows } = await sql<{ standing: string; orders: number }>`
    select standing, count(*)::int as orders from (${judged(incident, which)}) as judged
    group by standing`.execute(db)
  const found = new Map(rows.map(({ standing, orders }) => [standing, orders]))
  const counted = standings.map((standing) => [standing, found.get(standing) ?? 0])
  return Object.fromEntries(counted) as TellCounts
}

/** Each act withdraws one link at most: where there were as many before it began, none was withdrawn since. */
async function stillOpen(db: Db, incident: Incident, which: Which, most: number) {
  const { rows } = await sql<{ order: string }>`
    select "order" from (${judged(incident, which)}) as judged join orders on orders.id = "order"
    where standing = 'new' and state = any(${sql.val([...entitledStates])}::text[])
      and link_generation - 1 <= (
        select count(*) from operator_actions
        where verb = 'withdraw' and subject = orders.id and at < ${incident.beganAt}::timestamptz
      )
    order by judged."paidAt", "order"`.execute(db)
  return { count: rows.length, orders: rows.slice(0, most).map(({ order }) => order) }
}

async function tell(tx: Db, { incident, which, record, words, leak }: ToTell) {
  // One after the other: of two at once the second finds whom the first has told.
  const held = tx.selectFrom('incidents').select('id').where('id', '=', incident.id).forUpdate()
  await held.executeTakeFirstOrThrow()
  const telling = { record, incident_id: incident.id, words }
  const side = { leak_side: leak?.side ?? null, leak_thing: leak?.thing ?? null }
  await tx
    .insertInto('incident_tellings')
    .values({ ...telling, ...side })
    .execute()
  const { numAffectedRows } = await sql`
    insert into outbox (order_id, template, version, telling, due_at)
    select id, 'incident', ${incident.id}, ${record},
      now() + make_interval(mins => ((row_number() over (order by paid_at, id) - 1) / ${aMinute})::int)
    from (
      select id, paid_at from orders
      -- An erasure that is under way ends first.
      where id in (select "order" from (${judged(incident, which)}) as judged where standing = 'new')
        and state <> 'erased'
      order by id for key share
    ) as told
    on conflict do nothing`.execute(tx)
  const written = Number(numAffectedRows ?? 0)
  const outcome = tellOutcome(written, await countsOf(tx, incident, which))
  if (written === 0) throw new Error(`Nobody is left to write to: ${outcome}.`)
  return outcome
}

async function toldTo(db: Db, { order, template, version }: LetterKey): Promise<ToldIncident> {
  const { leak_side, leak_thing, ...told } = await db
    .selectFrom('outbox')
    .innerJoin('incident_tellings', 'incident_tellings.record', 'outbox.telling')
    .innerJoin('incidents', 'incidents.id', 'incident_tellings.incident_id')
    .select(['kind', 'began_at as beganAt', 'incidents.ended_at as endedAt', 'words'])
    .select(['leak_side', 'leak_thing'])
    .where('order_id', '=', order)
    .where('template', '=', template)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return { ...told, leak: leakOf(leak_side, leak_thing) }
}

const leakOf = (side: Leak['side'] | null, thing: Leak['thing'] | null): Leak | null =>
  side !== null && thing !== null ? { side, thing } : null

async function toldOf(db: Db, incident: number): Promise<ToldSoFar> {
  const [letters, tellings] = await Promise.all([
    lettersOf(incident).execute(db),
    db
      .selectFrom('incident_tellings')
      .innerJoin('operator_actions', 'operator_actions.id', 'record')
      .select(['at', 'by_whom as by', 'why', 'outcome', 'words', 'leak_side', 'leak_thing'])
      .where('incident_id', '=', incident)
      .orderBy('record')
      .execute(),
  ])
  return {
    ...letters.rows[0]!,
    tellings: tellings.map(({ leak_side, leak_thing, ...telling }) => ({
      ...telling,
      leak: leakOf(leak_side, leak_thing),
    })),
  }
}

const lettersOf = (incident: number) => sql<Omit<ToldSoFar, 'tellings'>>`
  select
    count(*)::int as letters,
    count(*) filter (where ending is null)::int as waiting,
    count(*) filter (where ending = 'sent' and kind is null)::int as sent,
    count(*) filter (where ending in ('refused', 'given-up') or kind is not null)::int as "cameBack",
    count(*) filter (where ending = 'needless')::int as needless,
    min(ended_at) filter (where ending = 'sent') as "firstAt",
    max(ended_at) filter (where ending = 'sent') as "lastAt",
    max(due_at) filter (where ending is null) as "dueBy"
  from outbox left join mail_reports as report on kind = 'bounce'
    and report.order_id = outbox.order_id and report.template = outbox.template
    and report.version = outbox.version
  where outbox.template = 'incident' and outbox.version = ${incident}`
