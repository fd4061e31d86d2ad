/** What kind of thing went wrong; a leak is personal data where they must not be. */
export const incidentKinds = ['leak', 'outage', 'quality', 'money', 'other'] as const

export type IncidentKind = (typeof incidentKinds)[number]

/** Times are ISO 8601, UTC. */
export interface Incident {
  readonly id: number
  readonly kind: IncidentKind
  readonly title: string
  readonly beganAt: string
  readonly openedAt: string
  readonly openedBy: string
  /** Null: it is not over. */
  readonly endedAt: string | null
  readonly endedBy: string | null
  readonly learned: string | null
}

/** What customers had of it: of the time that it took. */
export interface Impact {
  readonly paid: number
  /** Paid in the time, and still without a pack at its end. */
  readonly undelivered: number
  /** Asks that brought no text, by reason, the most first. */
  readonly failed: readonly {
    readonly reason: string
    readonly asks: number
    readonly orders: number
  }[]
  /** Letters that went, by what they are. */
  readonly letters: readonly { readonly template: string; readonly sent: number }[]
  readonly refunds: number
}
