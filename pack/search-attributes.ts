import type { Attention, OrderState, Tier } from './order.ts'

/** What operators search workflows by; types are Temporal's. No personal data: they are not encrypted. */
export const searchAttributes = {
  PackhorsePack: 'KEYWORD',
  PackhorseTier: 'KEYWORD',
  PackhorseState: 'KEYWORD',
  PackhorseRelease: 'INT',
  PackhorseFallbacks: 'INT',
  PackhorseAttention: 'KEYWORD',
} as const

export type SearchAttribute = keyof typeof searchAttributes

/** Where an order stands, as far as it can be searched for. */
export interface Searchable {
  readonly state: OrderState
  /** The newest release; 0 before the first. */
  readonly release: number
  /** Sections that are not what they could be. */
  readonly fallbacks: number
  readonly attention: Attention
}

export const atPayment: Searchable = { state: 'paid', release: 0, fallbacks: 0, attention: null }

/** Values by search attribute; null: the workflow has none. */
export function searchValues(
  order: { readonly pack: string; readonly tier: Tier },
  now: Searchable,
): Readonly<Record<SearchAttribute, string | number | null>> {
  return {
    PackhorsePack: order.pack,
    PackhorseTier: order.tier,
    PackhorseState: now.state,
    PackhorseRelease: now.release,
    PackhorseFallbacks: now.fallbacks,
    PackhorseAttention: now.attention,
  }
}
