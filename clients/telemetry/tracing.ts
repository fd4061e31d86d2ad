export type Attributes = Readonly<Record<string, string | number | string[]>>

/** A piece of work that is over. */
export interface Done {
  readonly name: string
  readonly attributes: Attributes
  /** Epoch milliseconds. */
  readonly started: number
  readonly ended: number
  /** Becomes `error.type`; null: it went well. */
  readonly error: string | null
}

/** All that is done for an order is one trace, in whatever process and on whatever day. */
export interface Tracing {
  /** The order came to be: all else of its trace hangs on this span. */
  began(order: string, done: Done): void
  did(order: string, done: Done): void
  /** Work under way; a call that is told meanwhile belongs to it. */
  doing<T>(order: string, name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>
  /** A call of another service. */
  called(done: Done): void
  /** Sends what is left; gives up after some seconds. */
  close(): Promise<void>
}
