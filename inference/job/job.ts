import { randomUUID } from 'node:crypto'
import type { Attempt, PassedOver } from '../../pack/attempt.ts'
import type { Breaker } from '../../pack/breaker.ts'
import type { Settlement } from '../../pack/budget.ts'
import type { Endpoint } from '../route/endpoints.ts'
import { routesFor } from '../route/routes.ts'
import type { Ask } from './ask.ts'
import { type Assignment, artefactOf, assignmentFor } from './assignment.ts'
import type { Exchange } from './exchange.ts'
import { type Settings, standardSettings } from './settings.ts'
import type { Target } from './snapshot.ts'

/** An ask on its way through the stages. */
export interface Job {
  /** UUID. */
  readonly id: string
  readonly ask: Ask
  readonly assignment: Assignment
  /** As they stood when it was asked. */
  readonly settings: Settings
  /** Where it may be asked, by preference: those of its tier, without what a stage has ruled out. */
  readonly endpoints: readonly Endpoint[]
  /** Aborted: the caller has given up. */
  readonly signal: AbortSignal
  readonly known: Known
  readonly journal: Journal
}

/** What the first round trip to the store told. */
export interface Known {
  /** Of its tier. */
  readonly breakers: readonly Breaker[]
}

/** What the stages did, for the last round trip to the store; all else of a job is a value. */
export interface Journal {
  readonly attempts: Attempt[]
  readonly passedOver: PassedOver[]
  /** What was said in them, by their ids. */
  readonly exchanges: Map<string, Exchange>
  /** Left out: nothing was reserved. */
  settlement?: Settlement
}

type Given = Pick<Job, 'ask' | 'assignment' | 'endpoints' | 'signal'>

export function jobOf(given: Given & Partial<Pick<Job, 'settings'>>): Job {
  return {
    id: randomUUID(),
    settings: standardSettings,
    ...given,
    known: { breakers: [] },
    journal: newJournal(),
  }
}

export function newJournal(): Journal {
  return { attempts: [], passedOver: [], exchanges: new Map() }
}

export type SettingsOf = (target: Target) => Promise<Settings>

export interface JobParts {
  /** Of all tiers, in order of preference. */
  readonly endpoints: readonly Endpoint[]
  /** The same, with the windows that their servers have by now; left out: as described. */
  readonly served?: (() => readonly Endpoint[]) | undefined
  /** Left out: the standard ones. */
  readonly settingsOf?: SettingsOf | undefined
}

/** An ask with all that is known before it is worked on; null: there is no such part. */
export function createJobs({
  endpoints,
  served = () => endpoints,
  settingsOf = async () => standardSettings,
}: JobParts) {
  return async (ask: Ask, signal: AbortSignal): Promise<Job | null> => {
    const artefact = artefactOf(ask)
    if (artefact === null) return null
    const { operation, risk } = artefact
    const settings = await settingsOf({ order: ask.order.id, operation, risk, tier: ask.tier })
    const assignment = assignmentFor(ask, settings)
    if (assignment === null) return null
    const routes = routesFor(served(), ask, settings)
    return jobOf({ ask, assignment, settings, endpoints: routes, signal })
  }
}
