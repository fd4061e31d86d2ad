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
  /** Of all that was downloaded: by version, each different SHA-256. */
  readonly packs: Map<number, Set<string>>
  /** What was done and seen, in order. */
  readonly events: { readonly at: number; readonly what: string }[]
  /** Refunded, or a dispute is lost. */
  takenBack: boolean
  /** A correction, a refund or a dispute is not over. */
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
    events: [],
    takenBack: false,
    underWay: false,
  }
}

export function note(life: Life, what: string): void {
  life.events.push({ at: Date.now(), what })
}

/** Paid, and something of it is still to come. */
export const isOpen = ({ paidAt, finalAt }: Life) => paidAt !== null && finalAt === null
