import { createSemaphore } from '../../inference/route/semaphore.ts'
import type { VirtualTime } from '../month/virtual-time.ts'

/** A tier's queue in simulated time: so many texts at a time, first come, first served. */
export function createPlaces(time: VirtualTime, count: number) {
  const places = createSemaphore(count)
  return {
    /** @returns milliseconds of the wait; null: none was free in this time */
    async take(bound: number): Promise<number | null> {
      const came = time.now()
      const patience = new AbortController()
      const taken = places.take(patience.signal)
      void time.sleep(bound).then(() => patience.abort())
      return (await taken) ? time.now() - came : null
    },
    free: places.release,
  }
}
