import type { Shop, ShopOptions } from './shop.ts'

export interface Bought {
  readonly order: string
  readonly token: string
}

/** What an order went through; each is replayed against every later version of the workflow. */
export interface Story extends Pick<ShopOptions, 'workers' | 'environment' | 'judge'> {
  readonly happens: (shop: Shop, ended: Ended) => Promise<Bought>
}

/** Waits for the end of the order's newest run. */
export type Ended = (order: string) => Promise<unknown>
