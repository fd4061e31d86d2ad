import { randomUUID } from 'node:crypto'
import type { EndpointTier } from '../../pack/order.ts'
import { reuseKeyOf } from '../reuse/reuse-key.ts'
import type { Endpoint } from '../route/endpoints.ts'
import { routesFor } from '../route/routes.ts'
import { isRouted } from '../route/tiered.ts'
import { type Settings, standardSettings } from '../settings/settings.ts'
import type { Target } from '../settings/snapshot.ts'
import type { Ask } from './ask.ts'
import { artefactOf, assignmentFor } from './assignment.ts'
import { type Job, type Known, newJournal } from './job.ts'

const nothing: Known = { breakers: [], reusable: { text: null, writer: 'nobody' } }

type Given = Pick<Job, 'ask' | 'assignment' | 'endpoints' | 'signal'>

export function jobOf(given: Given & Partial<Pick<Job, 'settings'>>): Job {
  const job = { id: randomUUID(), settings: standardSettings, ...given }
  return {
    ...job,
    reuseKey: isRouted(job) ? reuseKeyOf(job) : null,
    known: nothing,
    journal: newJournal(),
  }
}

/** What settings tell this call from others by. */
export function targetOf({ ask, assignment: { artefact } }: Targeted): Target {
  const { operation, risk } = artefact
  return { order: ask.order.id, operation, risk, tier: ask.tier }
}

interface Targeted {
  readonly ask: Ask<EndpointTier>
  readonly assignment: Pick<Job['assignment'], 'artefact'>
}

export type SettingsOf = (target: Target) => Promise<Settings>

export interface JobParts {
  /** Of all tiers, in order of preference. */
  readonly endpoints: readonly Endpoint[]
  /** The same, with the windows that their servers have by now; left out: as described. */
  readonly served?: (() => readonly Endpoint[]) | undefined
  /** Left out: the standard ones. */
  readonly settingsOf?: SettingsOf | undefined
  /** Were there cards for a prompt that has room for them? */
  readonly observeRetrieval?: ((result: 'hit' | 'miss') => void) | undefined
}

/** An ask with all that is known before it is worked on; null: there is no such part. */
export function createJobs({ endpoints, observeRetrieval, ...parts }: JobParts) {
  const { served = () => endpoints, settingsOf = async () => standardSettings } = parts
  return async (ask: Ask, signal: AbortSignal): Promise<Job | null> => {
    const artefact = artefactOf(ask)
    if (artefact === null) return null
    const settings = await settingsOf(targetOf({ ask, assignment: { artefact } }))
    const assignment = assignmentFor(ask, settings)
    if (assignment === null) return null
    if (settings.evidence && artefact.topics.length > 0)
      observeRetrieval?.(assignment.cards > 0 ? 'hit' : 'miss')
    const routes = routesFor(served(), ask, settings)
    return jobOf({ ask, assignment, settings, endpoints: routes, signal })
  }
}
