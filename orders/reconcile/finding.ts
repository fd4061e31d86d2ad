/** Something that is not between Stripe and us as it should be, or was not. */
export interface Finding {
  readonly kind: FindingKind
  /** Null: it is of no order of ours. */
  readonly order: string | null
  /** What was found, and what came of it or is to be done; a sentence or two. */
  readonly what: string
}

export const findingKinds = [
  /** An order was behind its payment, and is no longer. */
  'repaired',
  /** An event never arrived, and is acted on now. */
  'lost-event',
  /** Somebody may pay, or has paid, for an order that we do not have. */
  'unknown-order',
  /** Stripe does not know where an order of ours is to be paid. */
  'unknown-session',
  /** Stripe does not send us all that it should. */
  'endpoint',
] as const

export type FindingKind = (typeof findingKinds)[number]

/** An order that a look at Stripe has moved. */
export interface Moved {
  readonly order: string
  /** What an event would have told of: `cs_…`, `re_…`. */
  readonly objectId: string
  readonly what: string
}

/** Is told what a look at Stripe comes to. */
export interface Reporter {
  readonly found: (finding: Finding) => void
  readonly moved: (order: Moved) => void
}
