import type { Life } from './life.ts'

/** Where customers, operators and banks find what they need. */
export interface Town {
  readonly shop: string
  readonly stripe: string
  readonly stripeKey: string
  readonly opsToken: string
  /** Everybody's lives, which grow as orders are made. */
  readonly lives: Life[]
  /** Tells that something met one order, since some time in epoch milliseconds. */
  readonly met: (what: string, life: Life, since: number) => void
  readonly stop: AbortSignal
}
