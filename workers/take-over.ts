import type { Log } from '../clients/log.ts'
import type { QueueStanding } from '../clients/temporal/queues.ts'
import type { Runner } from './connection.ts'
import { createLoop } from './loop.ts'

const gone = 'no worker was left that was to have the queue; this build has taken it'

/** Milliseconds between two looks. */
const pause = 5_000

export interface TakeOverParts {
  /** Of this process; null: none. */
  readonly build: string | null
  readonly standing: () => Promise<QueueStanding>
  readonly makeCurrent: (build: string | null, by: string) => Promise<void>
  /** Milliseconds in which a worker that lives asks for work. */
  readonly patience: number
  /** Says of which queue. */
  readonly log: Pick<Log, 'info' | 'warn'>
  /** Milliseconds of a clock that only goes on. */
  readonly now?: () => number
}

/** The build that has a queue's work, when it asked last, and since when that is what is seen. */
interface Seen {
  readonly current: string | null
  readonly asked: number
  readonly since: number
}

/**
 * Which build has a queue's work is for an operator to say. When all workers of that build are gone, or none was
 * ever named, those who are there take it: a customer who paid must not wait for somebody who forgot.
 */
export function createTakeOver(parts: TakeOverParts): Runner {
  const look = createLook(parts)
  return createLoop({
    work: async () => {
      await look()
      return false
    },
    pause,
    failed: (error) =>
      parts.log.warn(
        { error },
        'which build has the queue could not be asked or said; the next turn tries again',
      ),
  })
}

/** @returns one look, which acts where that is due */
export function createLook({ build, standing, makeCurrent, patience, log, now }: TakeOverParts) {
  const clock = now ?? (() => performance.now())
  let seen: Seen | null = null
  let told: string | null = build

  function wait(current: string | null): void {
    if (told !== current)
      log.info({ build, current }, 'another build has the queue; this one waits')
    told = current
  }

  return async (): Promise<void> => {
    // Of before the question: a process that is paused meanwhile has not watched for that long.
    const at = clock()
    const { current, asked } = await standing().catch((error: unknown) => {
      // A server that was away has forgotten who asked.
      seen = null
      throw error
    })
    // Before our workers have asked, the server does not know their build.
    if (current === build || !asked.has(build)) {
      seen = null
      return
    }
    seen = seenNow(seen, current, asked.get(current) ?? 0, at)
    const isFirst = current === null && !asked.has(null)
    if (!isFirst && at - seen.since < patience) return wait(current)
    await makeCurrent(build, `build ${build} took over`)
    if (isFirst) log.info({ build }, 'the first build has the queue')
    else log.warn({ build, was: current }, gone)
  }
}

/** A time that did not move is no sign of life, whatever the server's clock says. */
function seenNow(before: Seen | null, current: string | null, asked: number, now: number): Seen {
  const isSame = before !== null && before.current === current && before.asked >= asked
  return isSame ? before : { current, asked, since: now }
}
