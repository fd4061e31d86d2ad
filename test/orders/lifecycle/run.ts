import type { createBuildRelease } from '../../../orders/release/build-release.ts'
import type { createComplete } from '../../../orders/run/complete.ts'
import type { createOpenOrder, createPlanTailoring } from '../../../orders/run/open-order.ts'
import type { createSettleRound } from '../../../orders/run/settle-round.ts'
import type { NotWritten, PartKey } from '../../../pack/outcome.ts'

export interface RunPorts {
  readonly openOrder: ReturnType<typeof createOpenOrder>
  readonly buildRelease: ReturnType<typeof createBuildRelease>
  readonly planTailoring: ReturnType<typeof createPlanTailoring>
  readonly settleRound: ReturnType<typeof createSettleRound>
  readonly completeOrder: ReturnType<typeof createComplete>
  /** Asks the model. @returns why it did not write; null: it did */
  readonly write: (key: PartKey) => Promise<NotWritten | null>
}

/** What the workflow does (workflows/fulfil-order.ts), with no late round, and no Temporal around it. */
export function createRuns(ports: RunPorts, id: string) {
  const begun: Promise<unknown>[] = []
  let hasRun = false
  let isRunning = false
  let changes = 0
  /** Of the answers that the run began with. */
  let mine = 1
  let ending = Promise.withResolvers<void>()

  /** @returns whether it all begins again, for other answers */
  async function fulfil(): Promise<boolean> {
    ending = Promise.withResolvers()
    const { firstRound = 1, revision = 1 } = await ports.openOrder(id)
    mine = revision
    await ports.buildRelease(id)
    for (let round = firstRound; !(await isTailored(round, revision)); round += 1);
    ending.resolve()
    await ports.buildRelease(id)
    return (await ports.completeOrder(id, revision)) === 'corrected'
  }

  async function isTailored(round: number, revision: number): Promise<boolean> {
    const before = changes
    const misses = []
    for (const { artefact, part } of await ports.planTailoring(id, revision)) {
      if (changes > before) return false
      const outcome = await ports.write({ order: id, artefact, part, round, revision })
      if (outcome !== null) misses.push({ artefact, part, outcome })
    }
    await ports.settleRound({ order: id, round, revision, misses, nextAt: null })
    return true
  }

  async function run(): Promise<void> {
    try {
      while (await fulfil());
    } catch (error) {
      if (!(error instanceof Error && error.name === 'NotEntitled')) throw error
    } finally {
      isRunning = false
      ending.resolve()
    }
  }

  function start(): boolean {
    if (isRunning) return false
    hasRun = true
    isRunning = true
    begun.push(run())
    return true
  }

  return {
    /** Temporal refuses a second run under the same id. */
    start: async () => !hasRun && start(),
    /** `ALLOW_DUPLICATE`, as below. */
    ensureRunning: async () => start(),
    paymentChanged: async () => void (changes += 1),
    /** Signals the run, or starts another. */
    async corrected({ revision }: { readonly revision: number }) {
      if (!start() && revision > mine) changes += 1
    },
    tryNow: async () => isRunning,
    /** No order is parked by its run here. */
    resume: async () => false,
    /** The run, if there is one, has nothing to ask for any more. */
    ends: async () => void (isRunning && (await ending.promise)),
    /** Rejects when one failed. */
    async ended(): Promise<void> {
      // One may have begun meanwhile.
      for (let seen = -1; seen < begun.length; ) {
        seen = begun.length
        await Promise.all(begun)
      }
    },
  }
}
