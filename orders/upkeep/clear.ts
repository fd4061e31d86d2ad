import { keptDays } from '../../pack/retention.ts'

export interface Cleared {
  readonly events: number
  readonly pages: number
  /** Pages that were printed ahead of a payment which never came. */
  readonly ahead: number
  /** Of what was said to models and by them. */
  readonly calls: number
  readonly texts: number
  readonly downloads: number
  /** Of how often something was asked for. */
  readonly limits: number
  /** Of how texts were asked for. */
  readonly records: number
}

export interface ClearPorts {
  readonly inbox: {
    /** Deletes up to `limit` events that were done so many days ago. @returns how many */
    clear(days: number, limit: number): Promise<number>
  }
  readonly callLog: {
    /** Deletes up to `limit` that are so many days old. @returns how many */
    clear(days: number, limit: number): Promise<number>
  }
  readonly texts: {
    /** Deletes up to `limit` that nobody may reuse any more. @returns how many */
    clear(limit: number): Promise<number>
  }
  readonly pastCalls: {
    /** Each deletes up to `limit` that are so many days old. @returns how many */
    clearCalls(days: number, limit: number): Promise<number>
    clearReservations(days: number, limit: number): Promise<number>
    clearAsks(days: number, limit: number): Promise<number>
  }
  readonly judgements: {
    /** Deletes up to `limit` that are so many days old. @returns how many */
    clear(days: number, limit: number): Promise<number>
  }
  readonly downloads: {
    /** Deletes up to `limit` that are so many days old. @returns how many */
    clear(days: number, limit: number): Promise<number>
  }
  readonly pastLimits: {
    /** Deletes up to `limit` counts whose time is over. @returns how many */
    clear(limit: number): Promise<number>
  }
  readonly blobs: {
    /** Deletes what was put under `folder` before that time. @returns how many */
    expire(folder: string, before: Date): Promise<number>
  }
  readonly clock: () => Date
  readonly observe: { cleared(what: Cleared): void }
}

const batch = 500

/**
 * Deletes what nobody asks for any more: events that are done, rendered pages, the log of what was
 * said to models, texts that are too old to be reused, how texts were asked for, and how often somebody asked for
 * something that is limited. Never a pack.
 * The pages come last: a storage that is away must keep nothing else.
 */
export function createClear({
  inbox,
  callLog,
  texts,
  pastCalls,
  judgements,
  downloads,
  pastLimits,
  blobs,
  clock,
  observe,
}: ClearPorts) {
  return async (stop: AbortSignal): Promise<void> => {
    const daysAgo = (days: number) => new Date(clock().getTime() - days * 86_400_000)
    const { clearCalls, clearReservations, clearAsks } = pastCalls
    const records = [clearCalls, clearReservations, clearAsks, judgements.clear]
    const cleared = {
      events: await allOf(() => inbox.clear(keptDays.events, batch), stop),
      calls: await allOf(() => callLog.clear(keptDays.prompts, batch), stop),
      texts: await allOf(() => texts.clear(batch), stop),
      records: await sumOf(records, (clear) => allOf(() => clear(keptDays.calls, batch), stop)),
      downloads: await allOf(() => downloads.clear(keptDays.downloads, batch), stop),
      limits: await allOf(() => pastLimits.clear(batch), stop),
      pages: await blobs.expire('pages', daysAgo(keptDays.pages)),
      ahead: await blobs.expire('ahead', daysAgo(keptDays.ahead)),
    }
    if (Object.values(cleared).some((count) => count > 0)) observe.cleared(cleared)
  }
}

/** Batch after batch, until nothing is left or it is told to stop. */
async function allOf(clear: () => Promise<number>, stop: AbortSignal): Promise<number> {
  let all = 0
  for (let last = batch; last === batch && !stop.aborted; all += last) last = await clear()
  return all
}

/** One after the other. */
async function sumOf<T>(each: readonly T[], count: (one: T) => Promise<number>): Promise<number> {
  let sum = 0
  for (const one of each) sum += await count(one)
  return sum
}
