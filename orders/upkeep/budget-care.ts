import type { BudgetDifference } from '../../pack/budget.ts'
import { keptDays } from '../../pack/retention.ts'

export interface BudgetCarePorts {
  readonly budgets: {
    /** Gives one reservation back that expired before that time. @returns 0: there is none */
    expireOne(before: string): Promise<number>
    /** Budgets since the start of that month that are not the sum of their reservations. */
    differences(since: string): Promise<readonly BudgetDifference[]>
    /** Whose up to `limit` reservations before that month were. @returns how many it forgot */
    forget(before: string, limit: number): Promise<number>
  }
  readonly clock: () => Date
  readonly observe: {
    expired(reservations: number): void
    unbalanced(budgets: readonly BudgetDifference[]): void
  }
}

const day = 86_400_000

const batch = 500

/** What budgets need beside the calls: that the dead give back, and that the sums are proved. */
export function createBudgetCare({ budgets, clock, observe }: BudgetCarePorts) {
  const daysAgo = (days: number) => new Date(clock().getTime() - days * day).toISOString()
  return {
    async expire(stop: AbortSignal): Promise<void> {
      let expired = 0
      while (!stop.aborted && (await budgets.expireOne(daysAgo(0))) > 0) expired++
      if (expired > 0) observe.expired(expired)
    },

    /** Of the month; on its first days of the one before, too, in which calls were still under way. */
    async prove(): Promise<void> {
      observe.unbalanced(await budgets.differences(daysAgo(3)))
    },

    /** What says whose a reservation was; a proof that does not end must not keep it. */
    async forget(stop: AbortSignal): Promise<void> {
      for (let last = batch; last === batch && !stop.aborted; )
        last = await budgets.forget(daysAgo(keptDays.buyers), batch)
    },
  }
}
