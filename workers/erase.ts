import { createEraseAsked } from '../orders/erase/erase-asked.ts'
import { createRemoveFiles } from '../orders/erase/remove-files.ts'
import { openErase } from '../site/erase.ts'
import type { Site } from '../site/site.ts'

/** What has to be done for orders that are to be erased, or were; each tells whether there may be more. */
export function createErasing(site: Site) {
  return {
    erase: createEraseAsked({ ...site, requests: site.erasureRequests, erase: openErase(site) }),
    files: createRemoveFiles(site),
  }
}
