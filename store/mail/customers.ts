import type { StoredOrder } from '../../pack/stored-order.ts'
import { customerPrints } from '../lookups.ts'
import { fromRow, orderRows } from '../orders/stored-order.ts'
import type { Sealed } from '../sealing.ts'

export function createCustomers({ db, vault }: Sealed) {
  return {
    /** Orders of an e-mail address that were paid for or are being, newest first. */
    async ofCustomer(email: string, limit: number): Promise<StoredOrder[]> {
      const rows = await orderRows(db)
        .where('customer', 'in', customerPrints(vault, email))
        .where((e) => e.or([e('paid_at', 'is not', null), e('state', '=', 'payment-pending')]))
        .orderBy('frozen_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => fromRow(vault, row))
    },
  }
}
