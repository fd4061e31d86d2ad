import { sql } from 'kysely'
import type { StoredOrder } from '../../pack/stored-order.ts'
import type { Db } from '../database/database.ts'
import { fromRow } from '../orders/orders.ts'

export function createCustomers(db: Db) {
  return {
    /** Orders of an e-mail address that were paid for or are being, newest first. */
    async ofCustomer(email: string, limit: number): Promise<StoredOrder[]> {
      const rows = await db
        .selectFrom('orders')
        .selectAll()
        .where(sql`lower(email)`, '=', email.toLowerCase())
        .where((e) => e.or([e('paid_at', 'is not', null), e('state', '=', 'payment-pending')]))
        .orderBy('frozen_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },
  }
}
