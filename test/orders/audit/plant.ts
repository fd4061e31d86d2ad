import type { Shop } from '../../shop.ts'

/** Does to a complete order what no use case does. @returns how it is undone, if it can be */
export type Plant = (shop: Shop, order: string) => Promise<(() => unknown) | void>

export const dbOf = ({ site }: Shop) => site.database.db

export async function stored({ site }: Shop, order: string) {
  return (await site.orders.byId(order))!
}
