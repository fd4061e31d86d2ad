import type { TokenCount } from '../../pack/attempt.ts'
import type { Endpoint } from '../route/endpoints.ts'

/**
 * What a call costs, in millionths of a euro: euros per million tokens are millionths of a euro per
 * token. Where no answer came to its end there are no tokens to pay for; cached ones cost as others.
 */
export function costOf(price: Endpoint['pricePerMTok'], tokens: TokenCount): number {
  return Math.round(tokens.in * price.in + tokens.out * price.out)
}
