import { readFileSync } from 'node:fs'
import { type Environment, readModels } from '../clients/config.ts'
import { type Endpoint, endpointsFromUrls, parseEndpoints } from '../inference/route/endpoints.ts'
import type { EndpointTier } from '../pack/order.ts'

/** Those that the environment names for the tier; perhaps none. */
export function endpointsOf(tier: EndpointTier, environment: Environment): Endpoint[] {
  const { file, apiKey: key = null, ...models } = readModels(environment)
  const all = file
    ? parseEndpoints(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), environment)
    : endpointsFromUrls({ tier, key, ...models[tier] })
  return all.filter((endpoint) => endpoint.tier === tier)
}
