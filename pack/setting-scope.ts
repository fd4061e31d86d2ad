import type { EndpointTier } from './order.ts'

/** For what a setting holds; null: for everything. */
export interface SettingScope {
  readonly operation: string | null
  readonly risk: string | null
  readonly tier: EndpointTier | null
  /** Percent of the orders, 1 to 99, always the same ones. */
  readonly share: number | null
}

/** `gdpr.briefing of the 4b tier`, `everything`. */
export function scopeWords({ operation, risk, tier, share }: SettingScope): string {
  const what = [operation, tier && `the ${tier} tier`].filter(Boolean).join(' of ')
  const limits = [risk && `of ${risk} risk`, share && `in ${share} % of the orders`]
  return [what || 'everything', ...limits.filter(Boolean)].join(' ')
}
