import { notWritten } from '../../pack/notice.ts'
import type { EndpointTier } from '../../pack/order.ts'
import type { NotWritten } from '../../pack/outcome.ts'
import type { Job } from '../job/job.ts'
import { sizeOf } from '../job/size.ts'
import type { Stage } from '../stage.ts'

/** No text is judged in part: endpoints that cannot hold it with its facts are not asked. */
export function roomy<Of extends EndpointTier, Result>(): Stage<Job<Of>, Result | NotWritten> {
  return (job, next) => {
    const size = sizeOf(job.assignment)
    const endpoints = job.endpoints.filter(({ contextTokens }) => contextTokens >= size)
    if (endpoints.length > 0 || job.endpoints.length === 0) return next({ ...job, endpoints })
    return Promise.resolve(notWritten('too-long', job.ask.tier))
  }
}
