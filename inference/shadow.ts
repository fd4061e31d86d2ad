import { randomUUID } from 'node:crypto'
import type { NotWritten } from '../pack/outcome.ts'
import { type Admission, admitted } from './admit/admitted.ts'
import { roomy } from './admit/roomy.ts'
import { type Job, newJournal } from './job/job.ts'
import { accounted, type Books } from './ledger/ledger.ts'
import { type Route, routed } from './route/routed.ts'
import type { Tried, Turn } from './route/turn.ts'
import { type Next, stages } from './stage.ts'

/** An answer that nobody gets. */
interface Unseen {
  readonly source: 'model'
}

/** At a time in one process: what is asked for nobody takes no slot for long. */
const most = 4

/**
 * Asks the candidate of `shadowModel` the same once more, after the text has gone out, by the same endpoints. What it
 * answers is checked and counted under names of its own, and delivered to nobody.
 */
export function createShadow(parts: Books & Route & Admission, turn: Next<Turn, Tried>) {
  const ask = stages<Job, Unseen | NotWritten>([
    accounted(parts),
    roomy(),
    admitted(parts),
    routed(parts, turn, () => ({ source: 'model' })),
  ])
  let underWay = 0

  return async (job: Job): Promise<void> => {
    const { shadowModel } = job.settings
    if (shadowModel === '' || underWay >= most) return
    const { whole } = parts.limits.call[job.ask.tier]
    underWay += 1
    // It has time for two calls; what it fails at is counted, and nothing else.
    await ask(shadowOf(job, shadowModel, parts.clock() + 2 * whole)).catch(() => {})
    underWay -= 1
  }
}

function shadowOf({ ask, assignment, ...job }: Job, model: string, deadline: number): Job {
  const { artefact } = assignment
  return {
    ...job,
    id: randomUUID(),
    ask: { ...ask, artefact: `${ask.artefact}-shadow`, deadline },
    assignment: {
      ...assignment,
      artefact: { ...artefact, operation: `${artefact.operation}.shadow` },
    },
    endpoints: job.endpoints.map((endpoint) => ({ ...endpoint, model })),
    signal: new AbortController().signal,
    reuseKey: null,
    journal: newJournal(),
  }
}
