import { createHash } from 'node:crypto'
import { packOf } from '../../catalogue/catalogue.ts'
import type { ReuseKey } from '../../pack/reuse.ts'
import type { Job } from '../job/job.ts'

type Keyed = Pick<Job, 'ask' | 'assignment' | 'settings' | 'endpoints'>

/**
 * Under what a text for this prompt is kept; null: none is. Whatever a text depends on is in the
 * key, so that a new version of the prompt, the evidence, the law or the model begins with none.
 */
export function reuseKeyOf({ ask, assignment, settings, endpoints }: Keyed): ReuseKey | null {
  const { artefact, prompt, wireSchema } = assignment
  const [preferred] = endpoints
  const pack = packOf(ask.order.pack)
  if (!settings.cache || artefact.freshDays === 0 || !pack || !preferred) return null
  const { operation, promptVersion } = artefact
  const versions = [promptVersion, pack.contentVersion, pack.lawAsOf]
  const parts = [operation, versions, ask.tier, preferred.model, prompt.system, prompt.user]
  const hash = createHash('sha256')
    .update(JSON.stringify([parts, wireSchema]))
    .digest('hex')
  return { hash, operation, claimant: claimantOf(ask) }
}

/** The same for every attempt at the part, of any round: who died must not be waited for by who takes over. */
function claimantOf({ order, artefact, part }: Keyed['ask']): string {
  const key = JSON.stringify([order.id, artefact, part])
  return createHash('sha256').update(key).digest('hex').slice(0, 32)
}
