import { createLoop, type Loop } from './loop.ts'

/** Milliseconds between two looks when nobody knocks. */
const pause = 1_000

/**
 * Drains the inbox: at once when somebody knocks, else every second, since another process may have
 * stored the event or an earlier try may be due again.
 *
 * @param drain resolves to how many events were taken
 */
export function createInboxLoop(
  drain: () => Promise<number>,
  failed: (error: unknown) => void,
): Loop {
  return createLoop({ work: async () => (await drain()) > 0, pause, failed })
}
