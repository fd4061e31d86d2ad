import type { createBuildRelease } from '../../../orders/release/build-release.ts'
import type { createComplete } from '../../../orders/run/complete.ts'
import type { createOpenOrder, createPlanTailoring } from '../../../orders/run/open-order.ts'
import type { createSettleRound } from '../../../orders/run/settle-round.ts'
import type { Part } from '../../../pack/plan.ts'

export interface RunPorts {
  readonly openOrder: ReturnType<typeof createOpenOrder>
  readonly buildRelease: ReturnType<typeof createBuildRelease>
  readonly planTailoring: ReturnType<typeof createPlanTailoring>
  readonly settleRound: ReturnType<typeof createSettleRound>
  readonly completeOrder: ReturnType<typeof createComplete>
  /** Asks the model. @returns whether it wrote */
  readonly write: (part: Part, round: number) => Promise<boolean>
}

/** What the workflow does (workflows/fulfil-order.ts), with no late round, and no Temporal around it. */
export function createRuns(ports: RunPorts, id: string) {
  const told: Promise<unknown>[] = []
  let hasRun = false
  let isRunning = false
  let isChanged = false

  async function fulfil() {
    const { firstRound = 1 } = await ports.openOrder(id)
    await ports.buildRelease(id)
    for (let round = firstRound; !(await isTailored(round)); round += 1);
    await ports.buildRelease(id)
    await ports.completeOrder(id)
  }

  async function isTailored(round: number): Promise<boolean> {
    isChanged = false
    const misses = []
    for (const { artefact, part, title } of await ports.planTailoring(id)) {
      if (isChanged) return false
      if (await ports.write({ artefact, part, title }, round)) continue
      misses.push({ artefact, part, outcome: { source: 'none', reason: 'refused' } as const })
    }
    await ports.settleRound({ order: id, round, misses, nextAt: null })
    return true
  }

  function start() {
    if (isRunning) return
    hasRun = true
    isRunning = true
    isChanged = false
    const run = fulfil().catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'NotEntitled')) throw error
    })
    told.push(run.finally(() => (isRunning = false)))
  }

  return {
    /** Temporal refuses a second run under the same id. */
    start: async () => void (hasRun || start()),
    ensureRunning: async () => start(),
    paymentChanged: async () => void (isChanged = true),
    /** Rejects when one failed. */
    ended: async () => void (await Promise.all(told)),
  }
}
