import { type RawBuilder, sql } from 'kysely'
import { mailable } from '../pack/email-address.ts'
import type { Attentions, Currency, OrderState, Tier } from '../pack/order.ts'
import type { Db } from './database.ts'

/** An order as an operator sees it in a list. */
export interface ListedOrder {
  readonly order: string
  readonly state: OrderState
  readonly attentions: Attentions
  readonly pack: string
  readonly tier: Tier
  readonly company: string | null
  readonly email: string
  /** Releases that can be downloaded. */
  readonly releases: number
  /** ISO 8601, UTC. */
  readonly paidAt: string | null
  readonly currency: Currency
  /** Minor units, as all money here. */
  readonly amountPaid: number | null
  readonly refundOwed: number | null
}

export interface OperatorAction {
  readonly by: string
  readonly why: string
  readonly verb: string
  readonly subject: string
}

/** Orders in a list; a name that fits more is too short a name. */
export const longestList = 50

const company = sql<string | null>`answers -> 'company' ->> 'legalName'`

/** What only an operator asks of the database. */
export function createOperatorStore(db: Db) {
  const list = (which: RawBuilder<boolean>): Promise<ListedOrder[]> =>
    db
      .selectFrom('orders')
      .select((e) => [
        'id as order',
        'state',
        'attentions',
        'pack',
        'tier',
        company.as('company'),
        'email',
        e
          .selectFrom('releases')
          .select((count) => count.fn.countAll<number>().as('n'))
          .whereRef('order_id', '=', 'orders.id')
          .where('sha256', 'is not', null)
          .$castTo<{ n: number }>()
          .as('releases'),
        'paid_at as paidAt',
        'currency',
        'amount_paid as amountPaid',
        'refund_owed as refundOwed',
      ])
      .where(which)
      .orderBy('frozen_at', 'desc')
      .limit(longestList)
      .$castTo<ListedOrder>()
      .execute()

  return {
    /** By order, Checkout Session or e-mail, whole; or by part of the company's name. */
    find(text: string): Promise<ListedOrder[]> {
      const named = `%${text.replace(/[\\%_]/g, '\\$&')}%`
      return list(
        sql<boolean>`(id = ${text} or session_id = ${text} or lower(email) = lower(${mailable(text)}) or ${company} ilike ${named})`,
      )
    },

    /** Orders of which something is owed back. */
    owed: (): Promise<ListedOrder[]> => list(sql<boolean>`refund_owed > 0`),

    /** Before the deed, so that none goes unrecorded. @returns the record's number */
    async record({ by, why, verb, subject }: OperatorAction): Promise<number> {
      const { id } = await db
        .insertInto('operator_actions')
        .values({ by_whom: by, why, verb, subject })
        .returning('id')
        .executeTakeFirstOrThrow()
      return id
    },

    /** What became of it. */
    async settle(id: number, outcome: string): Promise<void> {
      await db.updateTable('operator_actions').set({ outcome }).where('id', '=', id).execute()
    },
  }
}
