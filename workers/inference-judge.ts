import { createJudgeActivities } from '../activities/judge.ts'
import { createJudge } from '../inference/judge/judge.ts'
import { inferenceQueue } from '../pack/queues.ts'
import type { Site } from '../site/site.ts'
import type { Runner, WorkerConnection } from './connection.ts'
import { createJudgePart } from './judge-part.ts'
import { openPolicyParts } from './policy.ts'
import { createReviewFor } from './review-for.ts'
import { serve } from './serve.ts'

/** Milliseconds beyond the longest attempt, for its answer to reach Temporal. */
const grace = 5_000

/** Queue `inference-judge`: a second look, by endpoints and with a budget of its own. */
export async function createRunners(site: Site, temporal: WorkerConnection): Promise<Runner[]> {
  const { parts, runnersOf } = await openPolicyParts('judge', site)
  const judge = createJudge(parts)
  const clock = () => new Date()
  const reviewFor = createReviewFor(site, parts.settingsOf, clock)
  const judgePart = createJudgePart({ ...site, judge, reviewFor, clock })
  const longest = site.config.timeouts.judge.attempt + grace
  const slots = Math.max(...parts.endpoints.map((endpoint) => endpoint.slots))
  const workers = await serve(
    { site, temporal, queue: inferenceQueue('judge'), busy: longest },
    {
      activities: createJudgeActivities({ judgePart }),
      maxConcurrentActivityTaskExecutions: slots,
      shutdownGraceTime: longest,
    },
  )
  return [...workers, ...runnersOf(judge.probe)]
}
