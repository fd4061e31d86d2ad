import type { JudgedBy, Look } from './judgement.ts'
import type { ModelTier } from './order.ts'
import type { BudgetScope, Reason } from './reason.ts'
import type { Reviewed, ReviewWanted } from './review.ts'

/** One piece of work for a model: an artefact, or one row of a list artefact, in one round. */
export interface PartKey {
  readonly order: string
  readonly artefact: string
  /** Row id of a list artefact; `''` for an artefact that is asked for as a whole. */
  readonly part: string
  /** 1 = at once; later rounds belong to the late-upgrade window, or to another run of the order. */
  readonly round: number
  /** Of the answers it is written from (`pack/correction`). Left out, as by earlier releases: 1. */
  readonly revision?: number
}

/** Text from a model that passed every check; customer names are placeholders (`pack/identity`). */
export interface Written {
  readonly source: 'model' | 'cache'
  /** Conforms to the artefact's schema. */
  readonly content: unknown
  /** The name the server gave for the model that served. */
  readonly model: string
  readonly tier: ModelTier
  readonly promptVersion: string
  /** The version of the evidence, where it was a candidate; left out: what stands. */
  readonly knowledge?: string | undefined
  /** ISO 8601, UTC. */
  readonly generatedAt: string
  /** ISO 8601, UTC; null: never stale. */
  readonly freshUntil: string | null
  /** The second look that it waits for, or did not pass; left out: it stands. */
  readonly look?: Look | undefined
  /** Sentences that the judge found unsupported, counted from 0 over the whole content. */
  readonly doubts?: readonly number[] | undefined
  /** It took the place of a text that the judge did not let pass. */
  readonly repaired?: true | undefined
  /** Left out: no judge has looked at it. */
  readonly judged?: JudgedBy | undefined
  /** Under which hash it may lie for like firms; left out: nowhere. */
  readonly sharedAs?: string | undefined
  /** A person is to read it; left out: nobody is. */
  readonly review?: ReviewWanted | undefined
  /** Left out: no person has let it pass. */
  readonly reviewed?: Reviewed | undefined
}

/** May it go into a release? */
export function stands({ look }: Pick<Written, 'look'>): boolean {
  return look === undefined || look === 'watched'
}

/** Did a judge that decides look at it, and doubt nothing? */
export function isJudged({ judged, doubts = [] }: Pick<Written, 'judged' | 'doubts'>): boolean {
  return judged !== undefined && judged.watched !== true && doubts.length === 0
}

export interface NotWritten {
  readonly source: 'none'
  readonly reason: Reason
  readonly scope?: BudgetScope | undefined
  /** The queue on which the same part may be asked for next. */
  readonly next?: ModelTier | undefined
}

/** What may be told of an outcome without its text. */
export type WithoutText<Told> = Told extends { readonly content: unknown }
  ? Omit<Told, 'content'>
  : Told

/** Degradation is a value: a model call ends in one of these and never throws. */
export type Outcome = Written | NotWritten

/** An outcome as recorded, once, under its key. */
export interface RecordedOutcome extends PartKey {
  readonly outcome: Outcome
}
