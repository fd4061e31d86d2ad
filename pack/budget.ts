import type { EndpointTier } from './order.ts'
import type { BudgetScope } from './reason.ts'

/** What the calls of one ask may come to, and whose budgets they draw on. Times are ISO 8601, UTC. */
export interface ReservationRequest {
  /** UUID of the ask. */
  readonly id: string
  readonly order: string
  /** Nobody's name, but the same for one buyer and day. */
  readonly customer: string
  /** The same for one firm and month; null: nobody knows the firm. */
  readonly organisation: string | null
  readonly operation: string
  readonly tier: EndpointTier
  readonly madeAt: string
  /** Whoever made it has died by then. */
  readonly expiresAt: string
  /** At most, over all its calls; once enough of the operation are known, as measured. */
  readonly tokens: { readonly in: number; readonly out: number }
  /** In and out, of the first call. */
  readonly firstTokens: number
  /** Of the dearest of its routes, in millionths of a euro a token. */
  readonly price: { readonly in: number; readonly out: number }
  readonly limits: readonly ScopeLimits[]
  /** By preference. */
  readonly routes: readonly ReservableRoute[]
}

/** Null: no limit. */
export interface ScopeLimits {
  readonly scope: BudgetScope
  /** Millionths of a euro. */
  readonly micros: Limit | null
  readonly tokens: Limit | null
}

export interface Limit {
  /** Past it, money is saved. */
  readonly soft: number
  readonly hard: number
}

export interface ReservableRoute {
  readonly endpoint: string
  /** Calls and tokens that its provider takes in a minute; null: they are not counted. */
  readonly rpm: number | null
  readonly tpm: number | null
  /** It may be asked past a soft limit. */
  readonly economy: boolean
}

/** What the budgets say to it. */
export interface Reserved {
  /**
   * `spent` and `held`: a hard limit is in the way, for ever or until other calls are done;
   * `economy`: a soft one, and no route is left; `busy`: all routes are full. Only `admitted` has
   * taken anything.
   */
  readonly verdict: 'admitted' | 'economy' | 'held' | 'spent' | 'busy'
  /** Whose limit it is; of an admitted one, whose soft limit is past. */
  readonly scope: BudgetScope | null
  /** Endpoints that take no more in this minute. */
  readonly full: readonly string[]
}

/** What the calls of a reservation came to; nothing: it is only given back. */
export interface Settlement {
  readonly reservation: string
  /** Millionths of a euro. */
  readonly micros: number
  readonly tokensIn: number
  readonly tokensOut: number
}

/** Millionths of a euro, and tokens. */
interface Amounts {
  readonly heldMicros: number
  readonly heldTokens: number
  readonly usedMicros: number
  readonly usedTokens: number
}

/** A budget that is not the sum of its reservations. */
export interface BudgetDifference {
  readonly scope: BudgetScope
  /** Of an order's its id, of a tier's its name; null: whose it is is nobody's business. */
  readonly subject: string | null
  /** ISO 8601, UTC. */
  readonly startsAt: string
  /** What the budget says; null: there is none. */
  readonly counted: { readonly [Of in keyof Amounts]: number | null }
  /** What its reservations come to. */
  readonly reserved: Amounts
}
