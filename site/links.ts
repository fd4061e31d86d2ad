import { readApi } from '../clients/config.ts'
import { keysFrom } from '../clients/keys.ts'
import { readSecrets } from '../clients/secrets.ts'
import { createLinks, type Linked } from '../orders/link.ts'
import type { Site } from './site.ts'

/** The links by which customers come back to their orders. */
export function openLinks({ environment, config }: Pick<Site, 'environment' | 'config'>) {
  const { publicUrl } = readApi(environment)
  const { link } = readSecrets(environment)
  const links = createLinks(keysFrom('LINK_SECRET', link, config.dataDir, 'link'))
  /** Absolute URL of the order's page. */
  const pageOf = (order: Linked) => `${publicUrl}/orders/${links.tokenOf(order)}`
  const downloadUrl = (order: Linked, version: number) =>
    `${pageOf(order)}/pack.zip?version=${version}`
  return { links, pageOf, downloadUrl }
}
