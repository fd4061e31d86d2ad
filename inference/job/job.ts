import { randomUUID } from 'node:crypto'
import type { Attempt, PassedOver } from '../../pack/attempt.ts'
import type { Endpoint } from '../route/endpoints.ts'
import type { Ask } from './ask.ts'
import type { Assignment } from './assignment.ts'

/** An ask on its way through the stages. */
export interface Job {
  /** UUID. */
  readonly id: string
  readonly ask: Ask
  readonly assignment: Assignment
  /** Where it may be asked, by preference: those of its tier, without what a stage has ruled out. */
  readonly endpoints: readonly Endpoint[]
  /** Aborted: the caller has given up. */
  readonly signal: AbortSignal
  readonly journal: Journal
}

/** What the stages did, for the last round trip to the store; all else of a job is a value. */
export interface Journal {
  readonly attempts: Attempt[]
  readonly passedOver: PassedOver[]
}

export function jobOf(given: Pick<Job, 'ask' | 'assignment' | 'endpoints' | 'signal'>): Job {
  return { id: randomUUID(), ...given, journal: { attempts: [], passedOver: [] } }
}
