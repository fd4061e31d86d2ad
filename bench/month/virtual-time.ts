import { setImmediate as idle } from 'node:timers/promises'

interface Timer {
  readonly at: number
  readonly ring: () => void
}

/** A clock that jumps to whatever comes next as soon as nobody has anything to do. Milliseconds. */
export function createVirtualTime(start: number) {
  let now = start
  const timers: Timer[] = []

  /** Of timers for one moment the older comes first. */
  function add(timer: Timer): void {
    let [low, high] = [0, timers.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (timers[middle]!.at > timer.at) low = middle + 1
      else high = middle
    }
    timers.splice(low, 0, timer)
  }

  return {
    now: () => now,
    sleep: (milliseconds: number) =>
      new Promise<void>((ring) => add({ at: now + Math.max(0, Math.round(milliseconds)), ring })),
    /** Until `work` has settled. */
    async run<T>(work: Promise<T>): Promise<T> {
      let isOver = false
      const over = work.finally(() => (isOver = true))
      over.catch(() => {})
      for (;;) {
        await idle()
        if (isOver) return over
        const next = timers.pop()
        if (next === undefined) throw new Error('Everybody waits for something that never comes.')
        now = next.at
        next.ring()
      }
    },
  }
}

export type VirtualTime = ReturnType<typeof createVirtualTime>
