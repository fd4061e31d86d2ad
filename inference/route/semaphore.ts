export type Semaphore = ReturnType<typeof createSemaphore>

/** So many at a time, first come, first served; guests after all others, and only into the free half. */
export function createSemaphore(count: number) {
  const own: (() => void)[] = []
  const guests: (() => void)[] = []
  let free = count
  const isOpenTo = (line: typeof own) => free > 0 && (line === own || free * 2 >= count)

  function next() {
    const line = own.length > 0 ? own : guests
    const first = isOpenTo(line) && line.shift()
    if (!first) return
    free -= 1
    first()
  }

  return {
    hasRoom: ({ isGuest = false } = {}): boolean => isOpenTo(isGuest ? guests : own),
    /** @returns false when the signal is aborted before it is one's turn */
    async take(until: AbortSignal, { isGuest = false } = {}): Promise<boolean> {
      if (until.aborted) return false
      const line = isGuest ? guests : own
      const turn = Promise.withResolvers<boolean>()
      const mine = () => turn.resolve(true)
      const leave = () => {
        const at = line.indexOf(mine)
        if (at >= 0) line.splice(at, 1)
        turn.resolve(false)
      }
      line.push(mine)
      until.addEventListener('abort', leave, { once: true })
      next()
      return turn.promise.finally(() => until.removeEventListener('abort', leave))
    },
    /** By who took one, once. */
    release() {
      free += 1
      next()
    },
  }
}
