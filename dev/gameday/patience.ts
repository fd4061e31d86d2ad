import type { Life } from './life.ts'

/** Milliseconds in which something has to happen to some order: twice the reconciliation's turn. */
export const patience = 660_000

/**
 * Aborts once nothing has happened to any order for so long. With more orders than its machine serves in that
 * time a shop is slow, and not stuck.
 *
 * @returns what ends the watch
 */
export function endWhenStill(
  lives: readonly Pick<Life, 'events'>[],
  stop: AbortController,
  limit = patience,
): () => void {
  const began = Date.now()
  const timer = setInterval(() => {
    const newest = lives.reduce((last, { events }) => Math.max(last, events.at(-1)?.at ?? 0), began)
    if (Date.now() - newest > limit) stop.abort(new Error('Nothing happened any more.'))
  }, 1_000)
  return () => clearInterval(timer)
}
