import type { Moved, Reporter } from './finding.ts'
import type { RecentPorts } from './recent.ts'

/** Seconds that an event has to arrive: what is younger is on its way, and not lost. */
export const grace = 60

export interface TellMovedPorts {
  readonly payments: Pick<RecentPorts['payments'], 'recentEvents'>
  readonly clock: () => Date
}

/** Tells of orders that were behind, however the work ends; but of none that an event is on its way to. */
export function createTellMoved({ payments, clock }: TellMovedPorts) {
  return async <T>(
    found: Reporter['found'],
    work: (report: Reporter) => Promise<T>,
  ): Promise<T> => {
    const all: Moved[] = []
    try {
      return await work({ found, moved: (one) => void all.push(one) })
    } finally {
      const told = all.length === 0 ? null : await toldOfNow()
      for (const { order, objectId, what } of all)
        if (!told?.has(objectId)) found({ kind: 'repaired', order, what })
    }
  }

  async function toldOfNow(): Promise<Set<string>> {
    const now = clock().getTime()
    const from = wholeSeconds(now - grace * 1000)
    const told = new Set<string>()
    try {
      const events = payments.recentEvents({ from, until: wholeSeconds(now + grace * 1000) })
      for await (const { objectId } of events) told.add(objectId)
    } catch {
      // Stripe has gone away meanwhile, which must not keep back what was found.
    }
    return told
  }
}

/** ISO 8601, UTC, as Stripe's lists know time. */
export function wholeSeconds(milliseconds: number): string {
  return new Date(Math.floor(milliseconds / 1000) * 1000).toISOString()
}
