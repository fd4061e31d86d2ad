export interface Cleared {
  readonly events: number
  readonly pages: number
}

export interface ClearPorts {
  readonly inbox: {
    /** Deletes up to `limit` events that were done so many days ago. @returns how many */
    clear(days: number, limit: number): Promise<number>
  }
  readonly blobs: {
    /** Deletes what was put under `folder` before that time. @returns how many */
    expire(folder: string, before: Date): Promise<number>
  }
  readonly clock: () => Date
  readonly observe: { cleared(what: Cleared): void }
}

/**
 * Days. Stripe delivers an event again for three, and a person by hand for 30. A page is kept for the
 * next release of its order, and nothing refers to it: one that is missing is rendered to the same bytes.
 */
const retention = 31

const batch = 500

/** Deletes what nobody asks for any more: events that are done, and rendered pages. Never a pack. */
export function createClear({ inbox, blobs, clock, observe }: ClearPorts) {
  return async (stop: AbortSignal): Promise<void> => {
    const before = new Date(clock().getTime() - retention * 86_400_000)
    const cleared = { events: await clearInbox(stop), pages: await blobs.expire('pages', before) }
    if (cleared.events + cleared.pages > 0) observe.cleared(cleared)
  }

  async function clearInbox(stop: AbortSignal): Promise<number> {
    let all = 0
    for (let last = batch; last === batch && !stop.aborted; all += last)
      last = await inbox.clear(retention, batch)
    return all
  }
}
