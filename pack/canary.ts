import type { ModelTier } from './order.ts'
import { isWorse, type Tally } from './sequential.ts'

/** What a canary tries: each is a setting that holds for a share of the orders. */
export const canaryKinds = ['model', 'prompt', 'knowledge'] as const

export type CanaryKind = (typeof canaryKinds)[number]

export type CanaryEnd = 'promoted' | 'rolled-back' | 'stopped'

/** A candidate that a share of the orders gets; of a shadow nobody does, but it is asked. */
export interface Canary {
  readonly id: number
  readonly kind: CanaryKind
  readonly name: string
  /** Null: all. */
  readonly operation: string | null
  readonly tier: ModelTier | null
  /** Percent of the orders, 1 to 99. */
  readonly share: number
  readonly isShadow: boolean
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly by: string
  readonly why: string
}

/** In the order in which they matter to a customer. */
export const gates = [
  'refused',
  'invalid',
  'ungrounded',
  'doubted',
  'failed',
  'slow',
  'dear',
] as const

export type Gate = (typeof gates)[number]

/** By how much a candidate's share may be the higher one, and what the share is of, in words. */
const gateTable: Readonly<Record<Gate, { readonly margin: number; readonly words: string }>> = {
  refused: { margin: 0.02, words: 'were declined by the model' },
  invalid: { margin: 0.05, words: 'did not pass the checks, or were cut short' },
  ungrounded: { margin: 0.05, words: 'said what neither answers nor evidence say' },
  doubted: { margin: 0.05, words: 'were doubted by the judge' },
  failed: { margin: 0.1, words: 'got no answer from the server, or were kept from it' },
  slow: { margin: 0.15, words: 'took longer than 19 of 20 of the others' },
  dear: { margin: 0.15, words: 'cost more than 19 of 20 of the others' },
}

export type ArmTallies = Readonly<Record<Gate, Tally>>

/** What was asked of the candidate since it began, and meanwhile of what stands. */
export interface CanaryTallies {
  readonly candidate: ArmTallies
  readonly control: ArmTallies
}

/** The chance that a candidate which is no worse is ever rolled back, over all gates and looks. */
const alpha = 0.01

/** Texts of the candidate after which no news is good news. */
export const enough = 200

/** Why it has to go back, in words; null: nothing speaks against it yet. */
export function faultOf({ candidate, control }: CanaryTallies): string | null {
  const gate = gates.find((one) =>
    isWorse(candidate[one], control[one], gateTable[one].margin, alpha / gates.length),
  )
  if (gate === undefined) return null
  const [its, theirs] = [candidate[gate], control[gate]]
  return `${its.bad} of ${its.of} texts ${gateTable[gate].words}, of the others ${theirs.bad} of ${theirs.of}`
}

/** Has it been asked so often, without a fault, that it may have all orders? */
export function hasPassed(tallies: CanaryTallies): boolean {
  return tallies.candidate.invalid.of >= enough && faultOf(tallies) === null
}
