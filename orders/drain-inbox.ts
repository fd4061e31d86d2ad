interface ClaimedEvent {
  readonly eventId: string
  readonly objectId: string
  readonly attempts: number
}

export interface DrainPorts {
  readonly inbox: {
    claim(limit: number): Promise<ClaimedEvent[]>
    done(eventId: string): Promise<void>
    postpone(eventId: string, seconds: number, error: string): Promise<void>
  }
  readonly fulfil: (sessionId: string) => Promise<unknown>
}

const batch = 10
const longestPause = 300

/**
 * Fulfils what the webhook put into the inbox. An event is marked done after the work, never
 * before; one that fails comes back after 1, 2, 4 … seconds, at most five minutes.
 *
 * @returns how many events were taken
 */
export function createDrainInbox({ inbox, fulfil }: DrainPorts) {
  return async (): Promise<number> => {
    const events = await inbox.claim(batch)
    await Promise.all(events.map(settle))
    return events.length
  }

  async function settle({ eventId, objectId, attempts }: ClaimedEvent) {
    try {
      await fulfil(objectId)
      await inbox.done(eventId)
    } catch (error) {
      const pause = Math.min(longestPause, 2 ** (attempts - 1))
      await inbox.postpone(eventId, pause, String(error))
    }
  }
}
