import { type AttentionKind, attentions, type OrderState } from './order.ts'
import type { Signed } from './signed.ts'

/** What may be done to many orders at once. Each can be done again without harm. */
export const batchActs = [
  'retry',
  'resume',
  'rebuild',
  'resend',
  'withdraw',
  'cancel',
  'refund',
] as const

export type BatchAct = (typeof batchActs)[number]

/** Those that are not paid for are in their customers' hands. */
const batchStates = ['paid', 'improving'] as const satisfies readonly OrderState[]

/** All orders that want a person for that reason, or stand at that state. */
export const batchGroups = [...attentions, ...batchStates] as const

export type BatchGroup = AttentionKind | (typeof batchStates)[number]

/** Of which orders a batch is: of those with these numbers, or of all that stand so. */
export type BatchOrders = { readonly orders: readonly string[] } | { readonly group: BatchGroup }

/** Orders of one batch; more are another one. */
export const largestBatch = 10_000

/** It begins paused, so that somebody sees how many orders it has before the first is touched. */
export type BatchState = 'paused' | 'running' | 'cancelled' | 'done'

/** What may be done about a batch itself. */
export const batchVerbs = ['start', 'pause', 'cancel'] as const

export type BatchVerb = (typeof batchVerbs)[number]

export interface Batch {
  readonly id: number
  readonly act: BatchAct
  readonly state: BatchState
  /** Who had it begin, or last made it go on. */
  readonly by: string
  readonly why: string
  /** ISO 8601, UTC. */
  readonly madeAt: string
  /** Orders of it, and of them those that nothing was done to yet. */
  readonly items: number
  readonly open: number
  /** To these it did not apply. */
  readonly refused: number
  /** Why the last order waits that could not be done yet; null: none does. */
  readonly waitsFor: string | null
}

/** That somebody started, paused or cancelled it; `at` is ISO 8601, UTC. */
export interface BatchChange extends Signed {
  readonly at: string
  readonly to: Exclude<BatchState, 'done'>
}

export interface BatchItem {
  readonly order: string
  /** ISO 8601, UTC; null: nothing was done to it yet. */
  readonly endedAt: string | null
  readonly isRefused: boolean
  /** What came of it, in words; null: nothing was done to it yet. */
  readonly outcome: string | null
}

/** All that is told of one. */
export interface BatchStory {
  readonly batch: Batch
  /** Not all, where there are many. */
  readonly items: readonly BatchItem[]
  /** The newest first. */
  readonly changes: readonly BatchChange[]
}
