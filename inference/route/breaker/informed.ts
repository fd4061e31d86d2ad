import type { EndpointTier } from '../../../pack/order.ts'
import type { Job } from '../../job/job.ts'
import type { Stage } from '../../stage.ts'
import type { Breakers } from './breakers.ts'

/** What the first round trip told of the breakers is known before any stage asks for one. */
export function informed<Of extends EndpointTier, Result>({
  learn,
}: Pick<Breakers, 'learn'>): Stage<Job<Of>, Result> {
  return (job, next) => {
    learn(job.known.breakers)
    return next(job)
  }
}
