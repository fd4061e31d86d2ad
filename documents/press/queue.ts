import PQueue from 'p-queue'
import type { Press } from './press.ts'

/** As many jobs wait as may: this one was not taken. */
export class PressBusy extends Error {
  override readonly name = 'PressBusy'
}

/** A press that people wait for. */
export type QueuedPress = Pick<Press, 'compose' | 'render' | 'sample'>

/**
 * Takes so many more jobs than are under way; one beyond them rejects with a `PressBusy`. A signal calls off
 * what still waits: whoever has gone away must not keep others waiting. What is under way comes to its end, since
 * to end it would cost the thread, and a second to start another.
 */
export function withQueue(press: Press, most: number): QueuedPress {
  const queue = new PQueue({ concurrency: press.threads })

  async function inTurn<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (queue.size + queue.pending >= press.threads + most)
      throw new PressBusy('As many jobs wait for the press as may.')
    signal?.throwIfAborted()
    const left = new AbortController()
    const leave = () => left.abort()
    signal?.addEventListener('abort', leave)
    const begin = () => {
      signal?.removeEventListener('abort', leave)
      return job()
    }
    return queue.add(begin, { signal: left.signal })
  }

  return {
    compose: (order, composition, signal) =>
      inTurn(() => press.compose(order, composition), signal),
    render: (document, signal) => inTurn(() => press.render(document), signal),
    sample: (order, seed) => inTurn(() => press.sample(order, seed)),
  }
}
