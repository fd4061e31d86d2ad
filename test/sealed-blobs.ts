import type { Blobs } from '../clients/blobs/blobs.ts'
import { createOrderBlobs } from '../clients/blobs/order-blobs.ts'
import type { Database } from '../store/database/database.ts'
import { createOrderKeys } from '../store/orders/order-keys.ts'
import { vault } from './databases.ts'
import { emptyStore } from './stores.ts'

/** Of each data folder, so that whoever opens one again finds what is there. */
const stores = new Map<string, Blobs>()

function storeOf(dataDir: string): Blobs {
  const store = stores.get(dataDir) ?? emptyStore(dataDir).blobs
  stores.set(dataDir, store)
  return store
}

/** As a process has them: what belongs to an order of the database is sealed by its key. */
export function sealedBlobs(database: Database, dataDir: string, store = storeOf(dataDir)) {
  const observe = { damaged() {} }
  return createOrderBlobs({ store, keys: createOrderKeys(database), vault, observe })
}
