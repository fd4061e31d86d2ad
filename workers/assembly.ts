import { availableParallelism } from 'node:os'
import { createAssemblyActivities } from '../activities/assembly.ts'
import type { BuildRelease } from '../orders/release/build-release.ts'
import type { Site } from '../site/site.ts'
import type { Runner, WorkerConnection } from './connection.ts'
import { serve } from './serve.ts'

/** Queues `assembly` and `assembly-full`: rendering. A full order never waits for a slot. */
export async function createRunners(site: Site, temporal: WorkerConnection): Promise<Runner[]> {
  const selfServeSlots = Math.max(1, availableParallelism() - 1)
  const { buildRelease, buildFullRelease } = await site.printing()
  const create = (queue: 'assembly' | 'assembly-full', slots: number, build: BuildRelease) =>
    serve(
      { site, temporal, queue },
      {
        activities: createAssemblyActivities({ buildRelease: build }),
        maxConcurrentActivityTaskExecutions: slots,
        // A worker that is told to stop finishes its release.
        shutdownGraceTime: '2m',
      },
    )
  return [
    ...(await create('assembly', selfServeSlots, buildRelease)),
    ...(await create('assembly-full', 1, buildFullRelease)),
  ]
}
