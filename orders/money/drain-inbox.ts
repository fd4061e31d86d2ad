import { backOff } from '../back-off.ts'
import { isAway } from './is-away.ts'

export interface ClaimedEvent {
  readonly eventId: string
  readonly type: string
  readonly objectId: string
  readonly attempts: number
}

export interface DrainPorts {
  readonly inbox: {
    claim(limit: number): Promise<ClaimedEvent[]>
    done(eventId: string): Promise<void>
    postpone(eventId: string, seconds: number, error: string): Promise<void>
    /** Until an operator has it tried again. */
    setAside(eventId: string, error: string): Promise<void>
  }
  /** What is to be done about an event; safe at any repetition. */
  readonly act: (event: ClaimedEvent) => Promise<unknown>
  readonly observe: {
    postponed(event: ClaimedEvent, error: unknown): void
    setAside(event: ClaimedEvent, error: unknown): void
  }
}

const batch = 10
const pauseAfter = (tries: number) => backOff(tries, 1, 300)

/** Tries in about an hour; by then it is no accident, and a person has to look. */
const mostTries = 20

/**
 * Acts on what the webhook put into the inbox. An event is marked done after the work, never
 * before; one that fails comes back after 1, 2, 4 … seconds, at most five minutes. One that has failed
 * as often as may be is set aside, unless it was Stripe or the database that was away: they come back.
 *
 * @returns how many events were taken
 */
export function createDrainInbox({ inbox, act, observe }: DrainPorts) {
  return async (): Promise<number> => {
    const events = await inbox.claim(batch)
    await Promise.all(events.map(settle))
    return events.length
  }

  async function settle(event: ClaimedEvent) {
    try {
      await act(event)
      await inbox.done(event.eventId)
    } catch (error) {
      await giveBack(event, error)
    }
  }

  async function giveBack(event: ClaimedEvent, error: unknown) {
    const { eventId, attempts } = event
    if (attempts >= mostTries && !isAway(error)) {
      await inbox.setAside(eventId, String(error))
      return observe.setAside(event, error)
    }
    await inbox.postpone(eventId, pauseAfter(attempts), String(error))
    observe.postponed(event, error)
  }
}
