import { type RawBuilder, sql } from 'kysely'
import type { Attentions, Currency, OrderState, Tier } from '../../pack/order.ts'
import { type Payment, refundedOf } from '../../pack/payment.ts'
import { companyOf, companyPrints, customerPrints } from '../lookups.ts'
import { type Sealed, wrappedOf } from '../sealing.ts'
import { personOf } from './stored-order.ts'

/** An order as an operator sees it in a list. */
export interface ListedOrder {
  readonly order: string
  readonly state: OrderState
  readonly attentions: Attentions
  readonly pack: string
  readonly tier: Tier
  readonly company: string | null
  /** `''`: the order was erased, or its key is lost. */
  readonly email: string
  /** Releases that can be downloaded. */
  readonly releases: number
  /** ISO 8601, UTC. */
  readonly paidAt: string | null
  readonly currency: Currency
  /** Minor units, as all money here. */
  readonly amountPaid: number | null
  readonly refundOwed: number | null
  readonly frozenAt: string
  /** Of what Stripe received; of those refunds that are neither failed nor cancelled. */
  readonly received: number
  readonly refunded: number
  readonly linkGeneration: number
}

export interface OperatorAction {
  readonly by: string
  readonly why: string
  readonly verb: string
  readonly subject: string
  /** By which way it came: `/ops` knows who it is, the command believes it. */
  readonly way?: 'command' | 'ops' | undefined
}

/** Orders in a list; a name that fits more is too short a name. */
export const longestList = 50

const newest = sql`frozen_at desc`

const isKeyless = sql`(state = 'complete' and not exists (select from order_keys where order_id = orders.id))`

async function listed(
  { db, vault }: Sealed,
  which: RawBuilder<boolean>,
  order: RawBuilder<unknown>,
): Promise<ListedOrder[]> {
  const rows = await db
    .selectFrom('orders')
    .select((e) => [
      'id as order',
      'state',
      'attentions',
      'pack',
      'tier',
      'answers',
      'email',
      'revision',
      wrappedOf('orders.id').as('wrapped'),
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
      'frozen_at as frozenAt',
      'payment',
      'link_generation as linkGeneration',
    ])
    .where(which)
    .orderBy(order)
    .limit(longestList)
    .$castTo<ListedRow>()
    .execute()
  return rows.map(({ payment, email, answers, revision, wrapped, ...row }) => {
    const person = personOf(vault, { id: row.order, email, answers, revision, wrapped })
    return {
      ...row,
      email: person.email,
      company: companyOf(person.answers),
      received: payment?.amountReceived ?? 0,
      refunded: payment ? refundedOf(payment) : 0,
    }
  })
}

interface ListedRow extends Omit<ListedOrder, 'received' | 'refunded' | 'email' | 'company'> {
  readonly payment: Payment | null
  readonly email: Uint8Array
  readonly answers: Uint8Array
  readonly revision: number
  readonly wrapped: Uint8Array | null
}

/** What only an operator asks of the database. */
export function createOperatorStore({ db, vault }: Sealed) {
  const list = (which: RawBuilder<boolean>, order = newest) => listed({ db, vault }, which, order)

  return {
    /** By order, Checkout Session or e-mail, or by words of the company's name; each of them whole. */
    find(text: string): Promise<ListedOrder[]> {
      const words = companyPrints(vault, text)
      const has = words.map((prints) => sql<boolean>`company && ${sql.val(prints)}::text[]`)
      const named =
        words.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(has, sql` and `)})`
      const customer = sql.val(customerPrints(vault, text))
      return list(
        sql<boolean>`(id = ${text} or session_id = ${text} or customer = any(${customer}::text[]) or ${named})`,
      )
    },

    /**
     * Orders that are paid and not complete, ask for a person, or are complete and cannot be read any more: those that
     * ask first, then the longest paid.
     */
    open: (): Promise<ListedOrder[]> =>
      list(
        sql<boolean>`(state in ('paid', 'improving') or attentions <> '{}' or ${isKeyless})`,
        sql`(attentions = '{}'), paid_at`,
      ),

    /** Of these numbers those that no order has. */
    async unknown(ids: readonly string[]): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        select id from unnest(${sql.val([...ids])}::text[]) as asked (id)
        where not exists (select from orders where orders.id = asked.id)`.execute(db)
      return rows.map(({ id }) => id)
    },

    /** Orders of which something is owed back. */
    owed: (): Promise<ListedOrder[]> => list(sql<boolean>`refund_owed > 0`),

    /** Before the deed, so that none goes unrecorded. @returns the record's number */
    async record({ by, why, verb, subject, way = 'command' }: OperatorAction): Promise<number> {
      const { id } = await db
        .insertInto('operator_actions')
        .values({ by_whom: by, why, verb, subject, way })
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
