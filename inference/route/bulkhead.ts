import { isGuest } from '../../pack/order.ts'
import { type Limits, patienceFor } from '../job/timeouts.ts'
import type { Clock, Stage } from '../stage.ts'
import { noReply } from '../wire/reply.ts'
import type { Endpoint } from './endpoints.ts'
import { createSemaphore, type Semaphore } from './semaphore.ts'
import type { Tried, Turn } from './turn.ts'

export interface Bulkhead {
  readonly endpoints: readonly Endpoint[]
  readonly limits: Limits
  readonly clock: Clock
}

/**
 * Holds a call back while its endpoint has as many of this process's calls as it has slots: a small
 * server would queue them, and all would time out together. Who waits in vain was not called. A guest
 * takes no slot that the tier's own orders may soon need.
 */
export function bulkhead({ endpoints, limits, clock }: Bulkhead): Stage<Turn, Tried> {
  const all = new Map(endpoints.map(({ name, slots }) => [name, createSemaphore(slots)]))
  return async (turn, next) => {
    const slots = all.get(turn.endpoint.name)!
    const { order, tier } = turn.job.ask
    const whose = { isGuest: isGuest(order.tier, tier) }
    const hasRoom = ({ name }: Endpoint) => all.get(name)!.hasRoom(whose)
    if (!hasRoom(turn.endpoint) && turn.fresh.some(hasRoom)) return full(turn)
    if (!(await taken(slots, turn, whose))) return full(turn)
    try {
      // What it has waited is gone of the attempt.
      const patience = patienceFor(turn.job.ask, limits, clock())
      return patience === null ? full(turn) : await next({ ...turn, patience })
    } finally {
      slots.release()
    }
  }
}

/** Waits for as long as for a first token, which a server's own queue would hold back too. */
async function taken(
  slots: Semaphore,
  { job, patience }: Turn,
  whose: { readonly isGuest: boolean },
): Promise<boolean> {
  const longest = AbortSignal.timeout(Math.min(patience.first, patience.whole))
  const isTaken = await slots.take(AbortSignal.any([job.signal, longest]), whose)
  if (!isTaken) job.signal.throwIfAborted()
  return isTaken
}

function full({ endpoint }: Turn): Tried {
  const reply = noReply('full', endpoint.model)
  return { reply, failure: reply.failure, faults: [], content: null }
}
