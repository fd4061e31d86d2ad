import type { BreakerKey } from '../../../pack/breaker.ts'
import type { Endpoint } from '../endpoints.ts'

/** Of everything that a model on a server is asked. */
export function serviceKey({ name, model }: Pick<Endpoint, 'name' | 'model'>): BreakerKey {
  return { endpoint: name, model, operation: '', kind: 'service' }
}

/** Of one thing that it is asked. */
export function operationKey(endpoint: Endpoint, operation: string): BreakerKey {
  return { ...serviceKey(endpoint), operation }
}

/** Of its texts for that. */
export function qualityKey(endpoint: Endpoint, operation: string): BreakerKey {
  return { ...operationKey(endpoint, operation), kind: 'quality' }
}
