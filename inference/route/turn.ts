import { complaint, tooLong } from '../../pack/prompts.ts'
import type { Message } from '../wire/call.ts'
import { type Failure, remedies } from '../wire/failures.ts'
import type { Endpoint } from './endpoints.ts'

/** One call to make: of which endpoint, and what to say besides the prompt. */
export interface Turn {
  readonly endpoint: Endpoint
  /** Endpoints still untried, in order of preference. */
  readonly others: readonly Endpoint[]
  /** Empty until the model has been asked again; it is asked again only once. */
  readonly followUp: readonly Message[]
  /** What the turn before ended in. */
  readonly failure: Failure | null
}

export interface Failed {
  readonly failure: Failure
  /** What the checks found, one clause each. */
  readonly faults: readonly string[]
  /** The answer that did not pass. */
  readonly text: string
}

export function firstTurn(endpoints: readonly Endpoint[]): Turn | null {
  const [endpoint, ...others] = endpoints
  return endpoint ? { endpoint, others, followUp: [], failure: null } : null
}

/** The turn that the table of remedies gives after a failed one; null when nothing is left. */
export function turnAfter(turn: Turn, failed: Failed): Turn | null {
  const { failure } = failed
  switch (remedies[failure]) {
    case 'stop':
      return null
    case 'ask-again':
      return turn.followUp.length > 0 ? null : { ...turn, failure, followUp: followUp(failed) }
    case 'next-endpoint':
      return moved(turn, failure, turn.others)
    case 'larger-context':
      return moved(
        turn,
        failure,
        turn.others.filter(({ contextTokens }) => contextTokens > turn.endpoint.contextTokens),
      )
  }
}

function moved(turn: Turn, failure: Failure, candidates: readonly Endpoint[]): Turn | null {
  const [endpoint, ...others] = candidates
  return endpoint ? { ...turn, endpoint, others, failure } : null
}

function followUp({ failure, faults, text }: Failed): Message[] {
  const cutOff = failure === 'truncated'
  // Some chat templates insist that user and assistant take turns, and that neither is silent.
  return [
    { role: 'assistant', content: cutOff ? '(cut off)' : text.trim() || '(nothing)' },
    { role: 'user', content: cutOff ? tooLong : complaint(faults) },
  ]
}
