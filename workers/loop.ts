import { setTimeout as sleep } from 'node:timers/promises'
import type { Runner } from './connection.ts'

export interface LoopParts {
  /** One turn, cut short when it is told to stop. @returns whether there may be more to do at once */
  readonly work: (stop: AbortSignal) => Promise<boolean>
  /** Milliseconds between two turns when there is nothing more and nobody knocks. */
  readonly pause: number
  /** A turn failed; the next comes after the pause. Told once a minute at most, however many do. */
  readonly failed: (error: unknown) => void
}

export interface Loop extends Runner {
  /** There is something to do now. */
  knock(): void
}

/** Milliseconds. */
const minute = 60_000

/** Works in turns until it is told to stop, and needs no workflow for it. */
export function createLoop({ work, pause, failed }: LoopParts): Loop {
  const stop = new AbortController()
  let knocked = new AbortController()
  let toldAt = Number.NEGATIVE_INFINITY
  const tell = (error: unknown) => {
    const now = performance.now()
    if (now - toldAt < minute) return
    toldAt = now
    failed(error)
  }
  return {
    async run() {
      while (!stop.signal.aborted) {
        knocked = new AbortController()
        const more = await work(stop.signal).catch((error: unknown) => {
          tell(error)
          return false
        })
        const wake = AbortSignal.any([stop.signal, knocked.signal])
        if (!more) await sleep(pause, null, { signal: wake }).catch(() => {})
      }
    },
    knock: () => knocked.abort(),
    shutdown: () => stop.abort(),
  }
}
