import { createOrderBlobs } from '../clients/blobs/order-blobs.ts'
import type { Database } from '../store/database/database.ts'
import { createOrderKeys } from '../store/orders/order-keys.ts'
import { vault } from './databases.ts'
import { emptyStore } from './stores.ts'

/** As a process has them: what belongs to an order of the database is sealed by its key. */
export function sealedBlobs(
  database: Database,
  dataDir: string,
  store = emptyStore(dataDir).blobs,
) {
  const observe = { damaged() {} }
  return createOrderBlobs({ store, keys: createOrderKeys(database), vault, observe })
}
