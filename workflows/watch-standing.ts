import { CancellationScope, defineSignal, isCancellation, setHandler } from '@temporalio/workflow'
import type { OrderPlan } from '../pack/plan.ts'
import { signals } from '../pack/signals.ts'

const paymentChanged = defineSignal(signals.paymentChanged)
const corrected = defineSignal<[revision: number]>(signals.corrected)

/** What the run is for: a payment that is the order's, and the answers that it began with. */
export interface Standing {
  /** How often it was told that the payment went back, or may, or that the answers are others. */
  readonly changes: number
  /** Ends the work early when that is told. @returns whether it came to its own end */
  whileStands(work: () => Promise<void>): Promise<boolean>
}

export function watchStanding({ revision: mine = 1 }: OrderPlan): Standing {
  let scope: CancellationScope | undefined
  let changes = 0
  const change = () => {
    changes += 1
    scope?.cancel()
  }
  setHandler(paymentChanged, change)
  // A run that was started for the correction is told of it, too.
  setHandler(corrected, (revision) => {
    if (revision > mine) change()
  })
  return {
    get changes() {
      return changes
    },
    async whileStands(work) {
      const before = changes
      scope = new CancellationScope()
      try {
        await scope.run(work)
        return true
      } catch (error) {
        if (changes > before && isCancellation(error)) return false
        throw error
      }
    },
  }
}
