import type { BuildRelease } from './build-release.ts'

/** Milliseconds after payment in which the workers are expected to have built the first release. */
const patience = 5_000

/**
 * Builds the first release right here when nobody else has: Temporal or its workers are away. One
 * at a time; whoever comes meanwhile is told to ask again.
 *
 * @returns whether a release was built
 */
export function createRescue(buildRelease: BuildRelease, clock: () => Date) {
  let building = false
  return async ({ id, paidAt }: { id: string; paidAt: string | null }): Promise<boolean> => {
    if (building || paidAt === null) return false
    if (clock().getTime() - Date.parse(paidAt) < patience) return false
    building = true
    try {
      await buildRelease(id)
      return true
    } finally {
      building = false
    }
  }
}
