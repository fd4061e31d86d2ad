import type { OrderState } from '../../pack/order.ts'

/** What one customer saw, times in epoch milliseconds. */
export interface Life {
  readonly order: string
  readonly token: string
  readonly email: string
  /** When Stripe took the money; null: it did not. */
  paidAt: number | null
  /** When the customer first had a pack. */
  firstPackAt: number | null
  /** When nothing could improve any more, as seen last; null: not yet. */
  finalAt: number | null
  state: OrderState | null
  /** By version, each different SHA-256 that the page named, and that a download had. */
  readonly packs: Map<number, Set<string>>
  /** Versions that were downloaded. */
  readonly taken: Set<number>
  /** Sections at the end, and those that a model wrote; null: they were not seen. */
  texts: { readonly all: number; readonly tailored: number } | null
  /** What the customer, or who acts on the order, would call us for: sentences. */
  readonly complaints: string[]
  /** What was done and seen, in order. */
  readonly events: { readonly at: number; readonly what: string }[]
  /** Refunded, or a dispute is lost. */
  takenBack: boolean
  /** The shop took a correction of the answers. */
  corrected: boolean
  /** Its customer wants it erased. */
  erasing: boolean
  /** A correction, a refund, a dispute or an erasure is not over. */
  underWay: boolean
}

export function newLife(order: string, token: string, email: string): Life {
  return {
    order,
    token,
    email,
    paidAt: null,
    firstPackAt: null,
    finalAt: null,
    state: null,
    packs: new Map(),
    taken: new Set(),
    texts: null,
    complaints: [],
    events: [],
    takenBack: false,
    corrected: false,
    erasing: false,
    underWay: false,
  }
}

/** What is the same as the last time is not noted again. */
export function note(life: Life, what: string): void {
  if (life.events.at(-1)?.what !== what) life.events.push({ at: Date.now(), what })
}

export function complain(life: Life, what: string): void {
  life.complaints.push(what)
  note(life, what)
}

/** Paid, and something of it is still to come. */
export const isOpen = ({ paidAt, finalAt }: Life) => paidAt !== null && finalAt === null
