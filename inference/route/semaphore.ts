export type Semaphore = ReturnType<typeof createSemaphore>

/** So many at a time, first come, first served. */
export function createSemaphore(count: number) {
  const waiting: (() => void)[] = []
  let free = count
  return {
    hasRoom: (): boolean => free > 0,
    /** @returns false when the signal is aborted before it is one's turn */
    async take(until: AbortSignal): Promise<boolean> {
      if (until.aborted) return false
      if (free > 0) {
        free -= 1
        return true
      }
      const turn = Promise.withResolvers<boolean>()
      const mine = () => turn.resolve(true)
      const leave = () => {
        const at = waiting.indexOf(mine)
        if (at >= 0) waiting.splice(at, 1)
        turn.resolve(false)
      }
      waiting.push(mine)
      until.addEventListener('abort', leave, { once: true })
      return turn.promise.finally(() => until.removeEventListener('abort', leave))
    },
    /** By who took one, once. */
    release() {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    },
  }
}
