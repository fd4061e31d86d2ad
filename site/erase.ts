import { createEraseOrder } from '../orders/erase/erase-order.ts'
import type { Site } from './site.ts'

/** What makes an order unreadable for good. */
export function openErase(site: Site) {
  const { config, temporal, ...stores } = site
  return createEraseOrder({ ...stores, runs: temporal, keyBackupDays: config.keyBackupDays })
}
