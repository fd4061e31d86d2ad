import { complaint, tooLong } from '../../pack/prompts.ts'
import type { Job } from '../job/job.ts'
import type { Message } from '../wire/call.ts'
import { type Failure, remedies } from '../wire/failures.ts'
import type { Reply } from '../wire/reply.ts'
import type { Endpoint } from './endpoints.ts'

/** One call to make: of which endpoint, and what to say besides the prompt. */
export interface Turn {
  readonly job: Job
  /** 1 for the first call of a job. */
  readonly number: number
  readonly endpoint: Endpoint
  /** Endpoints still untried, in order of preference. */
  readonly others: readonly Endpoint[]
  /** Empty until the model has been asked again; it is asked again only once. */
  readonly followUp: readonly Message[]
  /** Milliseconds until the answer's last byte must be here. */
  readonly timeout: number
}

/** How a turn ended. */
export interface Tried {
  readonly reply: Reply
  /** Null: nothing is wrong with it, as far as it was looked at. */
  readonly failure: Failure | null
  /** What the checks found, one clause each. */
  readonly faults: readonly string[]
  /** As it is recorded; null until an answer was checked. */
  readonly content: unknown
}

type Plan = Omit<Turn, 'timeout'>

export function firstTurn(job: Job): Plan | null {
  const [endpoint, ...others] = job.endpoints
  return endpoint ? { job, number: 1, endpoint, others, followUp: [] } : null
}

/** The turn that the table of remedies gives after a failed one; null when nothing is left. */
export function turnAfter(turn: Plan, { failure, faults, reply }: Tried): Plan | null {
  if (failure === null) return null
  const number = turn.number + 1
  const moved = (candidates: readonly Endpoint[]): Plan | null => {
    const [endpoint, ...others] = candidates
    return endpoint ? { ...turn, number, endpoint, others } : null
  }
  switch (remedies[failure]) {
    case 'stop':
      return null
    case 'ask-again':
      return turn.followUp.length > 0
        ? null
        : { ...turn, number, followUp: followUp(failure, faults, reply.text ?? '') }
    case 'next-endpoint':
      return moved(turn.others)
    case 'larger-context':
      return moved(
        turn.others.filter(({ contextTokens }) => contextTokens > turn.endpoint.contextTokens),
      )
  }
}

function followUp(failure: Failure, faults: readonly string[], text: string): Message[] {
  const cutOff = failure === 'truncated'
  // Some chat templates insist that user and assistant take turns, and that neither is silent.
  return [
    { role: 'assistant', content: cutOff ? '(cut off)' : text.trim() || '(nothing)' },
    { role: 'user', content: cutOff ? tooLong : complaint(faults) },
  ]
}
