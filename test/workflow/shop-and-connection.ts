import { Connection } from '@temporalio/client'
import { afterAll, beforeAll, inject } from 'vitest'
import type { ShopOptions } from '../../dev/shop.ts'
import { openShop, type Shop } from '../shop.ts'

/** One shop for all tests of a file, and a connection to its Temporal server. */
export function openShopAndConnection(options: Partial<ShopOptions> = {}) {
  let opened: { readonly shop: Shop; readonly connection: Connection }
  beforeAll(async () => {
    const connection = await Connection.connect({ address: inject('temporal') })
    opened = { shop: await openShop(options), connection }
  })
  afterAll(async () => {
    await opened.shop.close()
    await opened.connection.close()
  })
  return {
    get shop() {
      return opened.shop
    },
    get connection() {
      return opened.connection
    },
  }
}
