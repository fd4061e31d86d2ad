import {
  type Breaker,
  type BreakerKey,
  type BreakerState,
  isSameBreaker,
  untouched,
} from '../../../pack/breaker.ts'
import type { EndpointTier } from '../../../pack/order.ts'
import type { Clock } from '../../stage.ts'
import { type BreakerEvent, breakerAfter } from './breaker-after.ts'
import { inOwnTime } from './own-time.ts'
import { timesOf } from './times.ts'

export interface BreakerPorts {
  readonly store: {
    /** Writes if the breaker still is as `before` was read. @returns what stands */
    write(before: Breaker, state: BreakerState): Promise<Breaker & { readonly isMine: boolean }>
    ofTier(tier: EndpointTier): Promise<readonly Breaker[]>
  }
  /** The first step of the ladder, in milliseconds; 0: only an operator holds calls back. */
  readonly quarantine: number
  readonly observe: {
    /** By a call, or a probe, of this process. */
    breakerChanged(before: Breaker, after: Breaker): void
    breakerNotStored(error: unknown): void
  }
}

interface BreakerDeps extends BreakerPorts {
  readonly clock: Clock
}

export type Breakers = ReturnType<typeof createBreakers>

/** Writes of one event; should others come between each time, the next event tells the same. */
const mostTries = 100

/** The tier's breakers as this process knows them, and the law by which it writes them. */
export function createBreakers({ store, clock, quarantine, observe }: BreakerDeps) {
  let known: readonly Breaker[] = []
  const find = (key: BreakerKey) => known.find((one) => isSameBreaker(one, key))

  function learn(heard: readonly Breaker[]): void {
    const news = heard.filter((one) => one.version > (find(one)?.version ?? 0))
    if (news.length > 0) replace(news)
  }

  function replace(news: readonly Breaker[]): void {
    const others = known.filter((one) => !news.some((other) => isSameBreaker(one, other)))
    known = [...others, ...news.map(asMeant)]
  }

  /** What opened before the quarantine became 0 holds back no longer, and nothing holds back longer than its step. */
  function asMeant(breaker: Breaker): Breaker {
    const { state } = breaker
    if (quarantine === 0) return { ...breaker, state: { ...untouched, forced: state.forced } }
    return { ...breaker, state: inOwnTime(state, clock(), timesOf(quarantine, breaker)) }
  }

  /** Reads and writes until nobody came between. @returns whether the event changed anything */
  async function tell(key: BreakerKey, tier: EndpointTier, event: BreakerEvent): Promise<boolean> {
    if (quarantine === 0 && event.type !== 'forced') return false
    for (let tries = 0; tries < mostTries; tries++) {
      const before = find(key) ?? { ...key, tier, state: untouched, version: 0 }
      const state = breakerAfter(before.state, event, clock(), timesOf(quarantine, key))
      if (state === before.state) return false
      const { isMine, ...stands } = await store.write(before, state)
      // Also an older version: a row that was deleted, or lost with a database, begins again at 1.
      replace([stands])
      if (!isMine) continue
      observe.breakerChanged(before, stands)
      return true
    }
    return false
  }

  return {
    all: (): readonly Breaker[] => known,
    find,
    /** Of two versions the newer counts. */
    learn,
    /** Reads what other processes wrote. */
    refresh: async (tier: EndpointTier) => learn(await store.ofTier(tier)),
    /** @throws the store's errors */
    tell,
    /** As `tell`; a database that is away must not cost the answer that was just paid for. */
    note: (key: BreakerKey, tier: EndpointTier, event: BreakerEvent): Promise<boolean> =>
      tell(key, tier, event).catch((error: unknown) => {
        observe.breakerNotStored(error)
        return false
      }),
  }
}
