import type { ModelTier, Tier } from './order.ts'
import type { NotWritten } from './outcome.ts'

/** Bounds of one model call as an activity, in milliseconds. */
export interface CallTimeouts {
  /** Waiting for a worker (`scheduleToStart`). */
  readonly queue: number
  /** One attempt (`startToClose`). */
  readonly attempt: number
  /** Everything, Temporal's second attempt included (`scheduleToClose`). */
  readonly whole: number
}

/** One thing to ask a model for. */
export interface Part {
  readonly artefact: string
  /** Row id of a list artefact; `''` for the whole. */
  readonly part: string
  /** For the operator: `Notice section`, `Processing descriptions: Payroll`. */
  readonly title: string
  /** A text of the smaller model stands already: only the tier's own model is asked again. */
  readonly homeOnly?: boolean
}

export function partOf(section: { id: string; title: string }, part: string): Part {
  const title = part === '' ? section.title : `${section.title}: ${part}`
  return { artefact: section.id, part, title }
}

/**
 * What the workflow needs to know of an order: ids and small figures, never texts. It is frozen into
 * the run's history, so every rule by which the workflow decides stands here, and a rule that is
 * changed touches no order under way.
 */
export interface OrderPlan {
  readonly id: string
  readonly pack: string
  readonly tier: Tier
  /** Left out of the judge by earlier releases. */
  readonly timeouts: Readonly<
    Record<ModelTier, CallTimeouts> & Partial<Record<'judge', CallTimeouts>>
  >
  /** Milliseconds for which failed sections are tried again; read by 0.1.0 alone. */
  readonly lateWindow: number
  /** When the late rounds start, in milliseconds after round 1 was over. */
  readonly lateStarts: readonly number[]
  /**
   * Counted over all runs of the order, so that a run which is started again asks anew for what
   * failed in the last one. Left out by earlier releases: 1.
   */
  readonly firstRound?: number
  /** Of the answers that it began with (`pack/correction`). Left out by earlier releases: 1. */
  readonly revision?: number
  /** What a call comes to that no worker of this model's queue answered. */
  readonly unanswered: Readonly<Record<ModelTier, NotWritten>>
  /** The namespace knows our search attributes. */
  readonly searchable: boolean
}

/** A plan as any release may have made it; 0.1.0 made it without rules. */
export type OpenedPlan = Omit<OrderPlan, 'lateStarts' | 'unanswered'> & Partial<OrderPlan>
