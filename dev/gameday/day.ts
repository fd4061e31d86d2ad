/** How long there is anybody to act for. */
export interface DayOf {
  /** Nobody comes any more, and nobody waits. */
  readonly isOver: () => boolean
  readonly stop: AbortSignal
}
