export const ways = ['delay', 'drop', 'reset', 'half-open', 'throttle'] as const
export type Way = (typeof ways)[number]

/**
 * Where clients reach a server on loopback, and what lies between them. It is well, or misbehaves in one way:
 *
 * - `delay`: each packet comes late.
 * - `drop`: no packet comes through, either way, and nobody is told; what was sent arrives afterwards.
 * - `reset`: connections break, those that are open and those that are tried.
 * - `half-open`: who has a connection hears nothing any more; it breaks afterwards, and what was sent is lost.
 * - `throttle`: a trickle comes through.
 */
export interface Link {
  /** @param way null: it is well again */
  behave(way: Way | null): Promise<void>
  /** Whoever is connected learns that the other side knows nothing of it. */
  breakAll(): Promise<void>
  close(): Promise<void>
}

/** Milliseconds by which `delay` holds back each packet. */
export const lateness = 400

/** What `throttle` lets through, in bytes a millisecond. */
export const trickle = 20
