import { mailFolderIn, removeLetters } from '../clients/mail/letter-files.ts'
import { createEraseAsked } from '../orders/erase/erase-asked.ts'
import { createRemoveFiles } from '../orders/erase/remove-files.ts'
import { createEraseOld } from '../orders/upkeep/erase-old.ts'
import { openErase } from '../site/erase.ts'
import type { Site } from '../site/site.ts'

/** What has to be done for orders that are to be erased, or were; some tell whether there may be more. */
export function createErasing(site: Site) {
  const { erasureRequests: requests, erasures, config } = site
  const erase = openErase(site)
  const folder = mailFolderIn(config.dataDir)
  const letters = { remove: (order: string) => removeLetters(folder, order) }
  return {
    asked: createEraseAsked({ ...site, requests, erase }),
    old: createEraseOld({ erasures, erase, years: config.retentionYears }),
    files: createRemoveFiles({ ...site, letters }),
  }
}
