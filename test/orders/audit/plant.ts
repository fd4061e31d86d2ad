import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import type { Shop } from '../../shop.ts'

/** Does to a complete order what no use case does. @returns how it is undone, if it can be */
export type Plant = (shop: Shop, order: string) => Promise<(() => unknown) | void>

export const dbOf = ({ site }: Shop) => site.database.db

export async function stored({ site }: Shop, order: string) {
  return (await site.orders.byId(order))!
}

/** Changes columns of rows of the order. */
export function altered(
  table: 'orders' | 'outbox' | 'outcomes' | 'reservations',
  set: RawBuilder<unknown>,
  back: RawBuilder<unknown>,
  where = sql`true`,
): Plant {
  const own = sql.ref(table === 'orders' ? 'id' : 'order_id')
  const run = (shop: Shop, order: string, change: RawBuilder<unknown>) =>
    sql`update ${sql.table(table)} set ${change} where ${own} = ${order} and ${where}`.execute(
      dbOf(shop),
    )
  return async (shop, order) => {
    await run(shop, order, set)
    return () => run(shop, order, back)
  }
}

/** Takes rows of the order away. */
export function removed(table: 'erasures' | 'order_keys' | 'releases'): Plant {
  return async (shop, order) => {
    const db = dbOf(shop)
    const gone = db.deleteFrom(table).where('order_id', '=', order).returningAll()
    const rows = await gone.execute()
    return () => db.insertInto(table).values(rows).execute()
  }
}

/** Changes a file, or takes it away. */
export function tampered(
  fileOf: (shop: Shop, order: string) => string | Promise<string>,
  change: (bytes: Buffer, order: string) => Uint8Array | string | null,
): Plant {
  return async (shop, order) => {
    const file = await fileOf(shop, order)
    const bytes = readFileSync(file)
    const changed = change(Buffer.from(bytes), order)
    if (changed === null) rmSync(file)
    else writeFileSync(file, changed)
    return () => writeFileSync(file, bytes)
  }
}

export const paidLetter = ({ site }: Shop, order: string): string =>
  join(site.config.dataDir, 'mail', `${order}.paid.1.eml`)

/** Has the log of the small model's server tell once more of the order's first call, at another time. */
export const loggedAgain = (shiftSeconds: number, attempt?: string): Plant =>
  tampered(
    ({ modelLogs }) => modelLogs[0]!,
    (bytes, order) => {
      const isFirst = (line: string) => line.includes(`"${order}/`) && !line.includes('"status"')
      const line = bytes.toString().split('\n').find(isFirst)!
      const first = JSON.parse(line) as { at: string; request: string }
      const at = new Date(Date.parse(first.at) + shiftSeconds * 1_000).toISOString()
      const request =
        attempt === undefined ? first.request : first.request.replace(/[^/]+$/, attempt)
      return `${bytes.toString()}${JSON.stringify({ ...first, at, request })}\n`
    },
  )
