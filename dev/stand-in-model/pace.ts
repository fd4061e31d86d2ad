import { setTimeout as sleep } from 'node:timers/promises'

export interface PaceSettings {
  /** Answers a second; unlimited when left out. */
  readonly rate?: number | undefined
  /** Generations at once; unlimited when left out. The queue before them has no end, as in vLLM. */
  readonly concurrency?: number | undefined
}

/** Lets generations through at the wanted pace; one whose caller went away gives its place back. */
export function createPace({ rate, concurrency = Number.POSITIVE_INFINITY }: PaceSettings) {
  const waiting: (() => void)[] = []
  let running = 0
  let free = 0

  async function enter(signal: AbortSignal): Promise<void> {
    if (running < concurrency) {
      running += 1
      return
    }
    const turn = Promise.withResolvers<void>()
    const leave = () => {
      waiting.splice(waiting.indexOf(turn.resolve), 1)
      turn.reject(signal.reason)
    }
    waiting.push(turn.resolve)
    signal.addEventListener('abort', leave, { once: true })
    await turn.promise.finally(() => signal.removeEventListener('abort', leave))
  }

  function exit() {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }

  async function slot(signal: AbortSignal): Promise<void> {
    if (rate === undefined) return
    const now = performance.now()
    free = Math.max(now, free) + 1_000 / rate
    await sleep(free - now, undefined, { signal })
  }

  return {
    running: () => running,
    waiting: () => waiting.length,
    /** Runs a generation in its turn; rejects when the signal is aborted while it waits. */
    async run<T>(signal: AbortSignal, generation: () => Promise<T>): Promise<T> {
      await enter(signal)
      try {
        await slot(signal)
        return await generation()
      } finally {
        exit()
      }
    },
  }
}
