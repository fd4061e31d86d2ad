import { randomUUID } from 'node:crypto'
import type { Attempt, PassedOver } from '../../pack/attempt.ts'
import type { Ask } from './ask.ts'
import type { Assignment } from './assignment.ts'

/** An ask on its way through the stages. */
export interface Job {
  /** UUID. */
  readonly id: string
  readonly ask: Ask
  readonly assignment: Assignment
  /** Aborted: the caller has given up. */
  readonly signal: AbortSignal
  readonly journal: Journal
}

/** What the stages did, for the last round trip to the store; all else of a job is a value. */
export interface Journal {
  readonly attempts: Attempt[]
  readonly passedOver: PassedOver[]
}

export function jobOf(ask: Ask, assignment: Assignment, signal: AbortSignal): Job {
  const journal = { attempts: [], passedOver: [] }
  return { id: randomUUID(), ask, assignment, signal, journal }
}
