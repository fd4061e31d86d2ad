import { asksAnew, type QueueStanding } from '../../clients/temporal/queues.ts'
import { type Queue, queues } from '../../pack/queues.ts'

interface Queues {
  standing(queue: Queue): Promise<QueueStanding>
  makeCurrent(queue: Queue, build: string, by: string): Promise<void>
}

interface Served extends QueueStanding {
  readonly queue: Queue
}

export interface Promoted {
  readonly queue: Queue
  /** The build that had it; null: workers without one. */
  readonly was: string | null
}

/**
 * Gives every queue to the workers of a build, those of the workflows last, so that no workflow of the new build
 * meets an older activity.
 *
 * @throws Error with what to do, before anything is changed, when the build cannot serve what others serve
 */
export async function promoteBuild(build: string, by: string, view: Queues): Promise<Promoted[]> {
  const served = await Promise.all(queues.map((queue) => standingOf(queue, view)))
  const ours = served.filter((one) => isThere(one, build))
  if (ours.length === 0) throw new Error(nobodyOf(build, served))
  const missing = served.filter((one) => !ours.includes(one) && buildsIn([one]).length > 0)
  if (missing.length > 0) throw new Error(incomplete(build, missing))
  const ordered = ours.toSorted(
    (a, b) => Number(a.queue === 'orders') - Number(b.queue === 'orders'),
  )
  for (const { queue, current } of ordered)
    if (current !== build) await makeCurrent(queue, build, by, view)
  return ordered.map(({ queue, current }) => ({ queue, was: current }))
}

const standingOf = async (queue: Queue, view: Queues): Promise<Served> => ({
  queue,
  ...(await view.standing(queue)),
})

async function makeCurrent(queue: Queue, build: string, by: string, view: Queues): Promise<void> {
  await view.makeCurrent(queue, build, by).catch((cause: unknown) => {
    const said = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `Temporal did not give ${queue} to build ${build} (${said}); promote it again, which goes on where this ended.`,
      { cause },
    )
  })
}

/** Of workers that have a build: what no build serves is left to whoever does. */
const buildsIn = (served: readonly Served[]): string[] => [
  ...new Set(
    served.flatMap((one) =>
      [...one.asked.keys()].flatMap((build) =>
        build !== null && isThere(one, build) ? build : [],
      ),
    ),
  ),
]

const isThere = ({ asked }: QueueStanding, build: string): boolean =>
  (asked.get(build) ?? 0) > Date.now() - asksAnew

function nobodyOf(build: string, served: readonly Served[]): string {
  const others = buildsIn(served)
  const known =
    others.length === 0 ? 'no worker has one' : `workers there are of ${others.sort().join(', ')}`
  return `No worker of build ${build} asks for work, so it has nothing; start its workers with BUILD_ID=${build} and promote it then (${known}).`
}

function incomplete(build: string, missing: readonly Served[]): string {
  const names = missing.map(({ queue }) => queue).join(', ')
  return `No worker of build ${build} asks for work of ${names}, where those of ${buildsIn(missing).sort().join(', ')} asked in the last 90 seconds; start one, or stop those, and promote it then.`
}
