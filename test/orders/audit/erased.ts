import { rmSync, writeFileSync } from 'node:fs'
import { sql } from 'kysely'
import { altered, dbOf, loggedAgain, type Plant, paidLetter, removed } from './plant.ts'

/** All were removed, by the record. */
export const fileLeft: Plant = async (shop, order) => {
  const key = `pages/${order}/left.pdf`
  await shop.site.blobs.put(key, Buffer.from('left'))
  const gone = (at: string | null) =>
    dbOf(shop)
      .updateTable('erasures')
      .set({ files_gone_at: at })
      .where('order_id', '=', order)
      .execute()
  await gone(new Date().toISOString())
  return async () => {
    await shop.site.blobs.remove(key)
    await gone(null)
  }
}

const keyLeft: Plant = async (shop, order) => {
  const { db, vault } = shop.site.database
  const key = { order_id: order, wrapped: vault.newKey(order), key_id: vault.keyIds[0] }
  await db.insertInto('order_keys').values(key).execute()
  return () => db.deleteFrom('order_keys').where('order_id', '=', order).execute()
}

const hour = 3_600

/** The first letter, which was removed with the order's files, once more. */
const writtenTo: Plant = async (shop, order) => {
  const letter = paidLetter(shop, order)
  const heads = [
    `Message-ID: <${order}.paid.1@shop.example>`,
    `Date: ${new Date(Date.now() + hour * 1_000).toUTCString()}`,
    'To: owner@example.com',
  ]
  writeFileSync(letter, [...heads, '', 'Here it is.'].join('\r\n'))
  return () => rmSync(letter)
}

/** Done to an order that was erased. */
export const ofErased: readonly [string, Plant, string][] = [
  ['a file that is left of an erased order', fileLeft, 'half-erased'],
  ['a key that is left of one', keyLeft, 'half-erased'],
  ['one of which nothing says that it was erased', removed('erasures'), 'half-erased'],
  [
    'one that stands as before',
    altered('orders', sql`state = 'complete'`, sql`state = 'erased'`),
    'half-erased',
  ],
  ['a call of a model for one, an hour later', loggedAgain(hour, 'later'), 'half-erased'],
  ['a letter to its customer, an hour later', writtenTo, 'mis-mailed'],
]
