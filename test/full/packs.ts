import { createHash } from 'node:crypto'
import { gdpr } from '../../catalogue/gdpr.ts'
import type { Tier } from '../../pack/order.ts'
import { firstRelease, laterRelease, type Made, makePack } from '../documents/rig.ts'
import { type Firm, orderOf } from '../packs/firms.ts'

const tiers: readonly Tier[] = ['self-serve', 'full']
const everySection = gdpr.artefacts.map(({ id }) => id)

/** All packs of a firm by name (`full-v2`): each tier, with no section written and with all. */
export async function makePacks({ answers }: Firm): Promise<Map<string, Made>> {
  const packs = new Map<string, Made>()
  let known: Made['rendered'] = {}
  for (const tier of tiers) {
    // Frozen as checkout does.
    const order = orderOf(gdpr.questionnaire.parse(answers), tier)
    for (const release of [firstRelease(order), laterRelease(order, everySection)]) {
      const made = await makePack(order, release, known)
      known = { ...known, ...made.rendered }
      packs.set(`${tier}-v${release.version}`, made)
    }
  }
  return packs
}

/** What has to be the same wherever a pack is made: its zip, each document's key and bytes. */
export function printOf({ sha256, text, rendered }: Made): string[] {
  const lines = text.documents.map(({ path, key }) => {
    const bytes = createHash('sha256').update(rendered[key] ?? '')
    return `${path} ${key} ${bytes.digest('hex')}`
  })
  return [`zip ${sha256}`, ...lines]
}
