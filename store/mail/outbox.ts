import { sql } from 'kysely'
import type { LetterKey, LetterStanding } from '../../pack/letter.ts'
import type { Db } from '../database/database.ts'
import { inSeconds, now } from '../database/time.ts'
import { kept } from '../database/values.ts'
import type { Sealed } from '../sealing.ts'
import { createLinkRequests } from './link-requests.ts'
import { unreached } from './unreached.ts'

export interface ClaimedLetter extends LetterKey {
  /** Tries so far, this one included. */
  readonly tries: number
  /** The newest release that an earlier letter told of; 0: none. */
  readonly told: number
  /** The customer has complained of a letter of this order. */
  readonly isUnwanted: boolean
}

export interface SentLetter extends Pick<LetterKey, 'template'> {
  /** ISO 8601, UTC. */
  readonly at: string
}

/** Seconds for which a claimed letter belongs to its claimer; a claimer that died loses it then. */
const lease = 300

/** Letters that say where the order stands, so that an improvement before they go needs no other. */
const opening = sql`('paid', 'corrected')`

export function createOutbox({ db, vault }: Sealed) {
  const open = ({ order, template, version }: LetterKey, tx = db) =>
    tx
      .updateTable('outbox')
      .where('order_id', '=', order)
      .where('template', '=', template)
      .where('version', '=', version)
      .where('ended_at', 'is', null)

  const stop = (key: LetterKey, ending: 'refused' | 'given-up', why: string): Promise<void> =>
    db.transaction().execute(async (tx) => {
      await open(key, tx)
        .set({ ended_at: now, ending, last_error: kept(why) })
        .execute()
      await unreached(tx, key.order, `A letter to the customer was refused: ${kept(why)}`)
    })

  return {
    /**
     * Takes up to `limit` letters that are due, oldest first, and those of incidents last: there may be
     * thousands. No other caller gets them while leased.
     *
     * @param grace milliseconds for which an opening letter waits for the order to be complete, so
     * that it can tell of that, and one of an improvement for the next
     */
    claim: (limit: number, grace: number): Promise<ClaimedLetter[]> => claim(db, limit, grace),

    /** @param told the newest release that it told of; null: none */
    async sent(key: LetterKey, told: number | null): Promise<void> {
      await open(key).set({ ended_at: now, ending: 'sent', told, last_error: null }).execute()
    },

    /** It is tried again after so many seconds. */
    async postpone(key: LetterKey, seconds: number, why: string): Promise<void> {
      await open(key)
        .set({ due_at: inSeconds(seconds), last_error: kept(why) })
        .execute()
    },

    /** Letters that came to nothing so far and are tried again. */
    async countPostponed(): Promise<number> {
      const { n } = await db
        .selectFrom('outbox')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('ended_at', 'is', null)
        .where('last_error', 'is not', null)
        .executeTakeFirstOrThrow()
      return n
    },

    /** What it would have told was told, or is true no more. */
    async needless(key: LetterKey): Promise<void> {
      await open(key).set({ ended_at: now, ending: 'needless', last_error: null }).execute()
    },

    /** Its address is refused for good; a person has to reach the customer. */
    refused: (key: LetterKey, why: string) => stop(key, 'refused', why),

    /** Its server has put it off for days. */
    giveUp: (key: LetterKey, why: string) => stop(key, 'given-up', why),

    /** How the order’s letters fare. */
    standing: (order: string): Promise<LetterStanding> => standing(db, order),

    /** Letters that were taken and have not come back, oldest first. */
    sentOf: (order: string): Promise<SentLetter[]> => sentOf(db, order),

    ...createLinkRequests({ db, vault }),
  }
}

async function claim(db: Db, limit: number, grace: number): Promise<ClaimedLetter[]> {
  const { rows } = await sql<ClaimedLetter>`
    update outbox set tries = tries + 1, due_at = ${inSeconds(lease)}
    where (order_id, template, version) in (
      select order_id, template, version
      from outbox as letter join orders on orders.id = order_id
      where ended_at is null
        and (
          due_at <= now() - case
            when tries = 0 and template in ('paid', 'corrected', 'improved')
            then make_interval(secs => ${grace / 1_000}) else make_interval()
          end
          or (tries = 0 and template in ${opening} and state = 'complete')
        )
        and not (template = 'improved' and exists (
          select from outbox as first
          where first.order_id = letter.order_id
            and first.template in ${opening} and first.ended_at is null
        ))
      order by template = 'incident', due_at limit ${limit}
      for update of letter skip locked
    )
    returning order_id as "order", template, version, tries, coalesce(
      (select max(told) from outbox as earlier where earlier.order_id = outbox.order_id), 0
    ) as told, exists (
      select from mail_reports as report
      where report.order_id = outbox.order_id and kind = 'complaint'
    ) as "isUnwanted"`.execute(db)
  return rows
}

/** As the last one fared that has left us; before that, whether one is to go. */
async function standing(db: Db, order: string): Promise<LetterStanding> {
  const { rows } = await sql<{ ending: string | null; cameBack: boolean }>`
    select ending, exists (
      select from mail_reports as report
      where kind = 'bounce' and report.order_id = letter.order_id
        and report.template = letter.template and report.version = letter.version
    ) as "cameBack"
    from outbox as letter
    where order_id = ${order}
      and (ending in ('sent', 'refused', 'given-up') or (ending is null and template <> 'reminder'))
    order by ended_at desc nulls last limit 1`.execute(db)
  const [last] = rows
  if (last === undefined) return 'none'
  if (last.ending === null) return 'waiting'
  return last.ending === 'sent' && !last.cameBack ? 'sent' : 'failed'
}

/** Writes a letter down in the transaction of what it tells; there is one of each. */
export async function post(
  tx: Db,
  { order, template, version }: LetterKey,
  afterSeconds = 0,
): Promise<void> {
  await tx
    .insertInto('outbox')
    .values({ order_id: order, template, version, due_at: inSeconds(afterSeconds) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function sentOf(db: Db, order: string): Promise<SentLetter[]> {
  return db
    .selectFrom('outbox')
    .select(['template', 'ended_at as at'])
    .where('order_id', '=', order)
    .where('ending', '=', 'sent')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('mail_reports')
            .select('kind')
            .where('kind', '=', 'bounce')
            .whereRef('mail_reports.order_id', '=', 'outbox.order_id')
            .whereRef('mail_reports.template', '=', 'outbox.template')
            .whereRef('mail_reports.version', '=', 'outbox.version'),
        ),
      ),
    )
    .orderBy('ended_at')
    .$narrowType<{ at: string }>()
    .execute()
}
