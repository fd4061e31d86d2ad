import { sql } from 'kysely'
import type { LetterKey, ReportKind } from '../../pack/letter.ts'
import type { Db } from '../database/database.ts'
import { kept } from '../database/values.ts'
import { unreached } from './unreached.ts'

export function createMailReports(db: Db) {
  return {
    /**
     * Keeps the report of a letter that we sent, and asks for a person where the customer has not got the
     * pack; both or neither. Of an order that was erased it is known that a letter came back, not what was said:
     * that names the address.
     *
     * @returns false when it was kept before, or we sent no such letter
     */
    add: (letter: LetterKey, kind: ReportKind, said: string): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        const { order, template, version } = letter
        const { numInsertedOrUpdatedRows } = await tx
          .insertInto('mail_reports')
          .columns(['order_id', 'template', 'version', 'kind', 'said'])
          .expression((e) =>
            e
              .selectFrom('outbox')
              .innerJoin('orders', 'orders.id', 'order_id')
              .select([
                'order_id',
                'template',
                'version',
                e.val(kind).as('kind'),
                sql<string>`case state when 'erased' then '' else ${kept(said)} end`.as('said'),
              ])
              .where('order_id', '=', order)
              .where('template', '=', template)
              .where('version', '=', version)
              // An erasure that is under way ends first.
              .forKeyShare('orders'),
          )
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows === 0n) return false
        if (kind === 'bounce')
          await unreached(tx, order, `A letter to the customer came back: ${kept(said)}`)
        return true
      }),
  }
}
