/** One thing that somebody, or we by ourselves, did or changed. */
export interface LogEntry {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly by: string
  readonly what: string
  /** The order, the setting, the endpoint; `''`: none. */
  readonly subject: string
  readonly why: string
  /** Null: it has not ended, or there is none. */
  readonly outcome: string | null
}
