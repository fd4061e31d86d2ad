import { inject } from 'vitest'
import { openShop as open, type ShopOptions } from '../dev/shop.ts'
import { emptyPostgres } from './databases.ts'
import { storeOfTests } from './stores.ts'

export { hasty } from '../dev/patience.ts'
export { everywhere, isComplete, type Shop, webhookSecret } from '../dev/shop.ts'

/** A shop on the run's servers, with a database of its own. */
export async function openShop(options: Partial<ShopOptions> = {}) {
  const databaseUrl = inject('postgres') === null ? undefined : await emptyPostgres()
  const store = options.environment?.['STORE_URL'] === undefined ? storeOfTests() : {}
  const environment = { ...store, ...options.environment }
  return open({ temporal: inject('temporal'), databaseUrl, ...options, environment })
}
