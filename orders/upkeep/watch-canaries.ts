import { type Canary, type CanaryTallies, faultOf, hasPassed } from '../../pack/canary.ts'

export interface WatchCanariesPorts {
  readonly canaries: {
    running(): Promise<Canary | undefined>
    tallies(canary: Canary): Promise<CanaryTallies>
  }
  /** @returns false when somebody was faster */
  readonly rollBack: (canary: Canary, reason: string) => Promise<boolean>
  readonly observe: {
    canaryRolledBack(canary: Canary, reason: string): void
    /** It may have all orders; nobody gives it them by itself. */
    canaryPassed(canary: Canary): void
  }
}

/** Takes a candidate back as soon as it is worse, beyond chance, than what stands. */
export function createWatchCanaries({ canaries, rollBack, observe }: WatchCanariesPorts) {
  let told: number | null = null

  return async (): Promise<void> => {
    const canary = await canaries.running()
    if (canary === undefined) return
    const tallies = await canaries.tallies(canary)
    const fault = faultOf(tallies)
    if (fault !== null) {
      if (await rollBack(canary, fault)) observe.canaryRolledBack(canary, fault)
    } else if (hasPassed(tallies) && told !== canary.id) {
      told = canary.id
      observe.canaryPassed(canary)
    }
  }
}
