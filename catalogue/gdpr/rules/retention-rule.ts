import type { ukParts } from '../questions/choices.ts'
import type { MemberState } from './authorities.ts'
import type { Sector } from './sectors.ts'

export type UkPart = keyof typeof ukParts

/** When the clock of a record starts, how long it is kept, and why. */
export interface RetentionRule {
  readonly record: string
  readonly trigger: string
  readonly period: Period
  readonly reason: string
  /** Said of EU or EEA records instead, where the law differs. */
  readonly reasonEu?: string
  /** Whom to ask for the period, where no rule is known to us. */
  readonly ask?: string
  /** What a rule that we know says instead of the firm's own period, one sentence. */
  readonly otherwise?: string
  /** The provisions of national law that it names. */
  readonly cites?: readonly string[]
}

/**
 * A fixed period, or one that follows a national rule: in the UK years or the time for `claims`,
 * elsewhere a period or the answer (`accounts`, `staff`) that gives it.
 */
export type Period = string | { readonly uk: string; readonly eu: string }

/** Where a firm keeps records, and what it was told of periods there. */
export interface RetentionPlace {
  readonly eu: boolean
  readonly uk: boolean
  readonly accountsYears: number
  readonly staffYears: number
  readonly ukPart: UkPart
  readonly memberState: MemberState | undefined
  readonly sector: Sector
  /** Its own period for files on those whom it serves; undefined: what the law says. */
  readonly filesYears: number | undefined
  /** The same for applications. */
  readonly applicationMonths: number | undefined
}
