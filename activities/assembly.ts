import { ApplicationFailure, Context } from '@temporalio/activity'
import type { BuildRelease, BuiltRelease } from '../orders/release/build-release.ts'
import { isNamed } from '../pack/is-named.ts'

/** A fault of the machine does not strike three times in a row; the order's own does. */
const attemptsBeforeParking = 3

/** Queues `assembly` and `assembly-full`: one activity for a whole release. */
export function createAssemblyActivities({
  buildRelease,
}: {
  readonly buildRelease: BuildRelease
}) {
  return {
    async buildRelease(orderId: string): Promise<BuiltRelease> {
      const { cancellationSignal, info, heartbeat } = Context.current()
      const beat = setInterval(heartbeat, 2_000)
      try {
        return await buildRelease(orderId, { report: heartbeat, signal: cancellationSignal })
      } catch (error) {
        if (!isNamed(error, 'UnbuildableOrder') || info.attempt < attemptsBeforeParking) throw error
        throw ApplicationFailure.nonRetryable(error.message, 'UnbuildableOrder')
      } finally {
        clearInterval(beat)
      }
    },
  }
}

export type AssemblyActivities = ReturnType<typeof createAssemblyActivities>
