import { CancellationScope, defineSignal, isCancellation, setHandler } from '@temporalio/workflow'
import { signals } from '../pack/signals.ts'

const paymentChanged = defineSignal(signals.paymentChanged)

export interface Payment {
  /** How often it was told that the payment went back, or may. */
  readonly changes: number
  /** Ends the work early when that is told. @returns whether it came to its own end */
  whileStands(work: () => Promise<void>): Promise<boolean>
}

export function watchPayment(): Payment {
  let scope: CancellationScope | undefined
  let changes = 0
  setHandler(paymentChanged, () => {
    changes += 1
    scope?.cancel()
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
