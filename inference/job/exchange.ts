import type { Message } from '../wire/call.ts'

/** What was said in a call, in both directions: all that it takes to make it again. */
export interface Exchange {
  readonly messages: readonly Message[]
  /** Of the wanted JSON, with its name. */
  readonly schema: Readonly<Record<string, unknown>>
  readonly name: string
  readonly maxTokens: number
  readonly temperature: number
  /** As it came; null: there was no answer. */
  readonly text: string | null
  /** How the server rejected the call, in its own words; left out by earlier versions. */
  readonly rejection?: string | null
  /** What the checks found. */
  readonly faults: readonly string[]
}
