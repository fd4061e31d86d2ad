import { type Breaker, holdsBack } from '../pack/breaker.ts'
import { consequenceOf } from '../pack/notice.ts'
import { homeModel, type ModelTier, type Tier } from '../pack/order.ts'
import { type Reason, reasons } from '../pack/reason.ts'

interface Recovery {
  readonly tier: Tier
  readonly reasons: readonly Reason[]
  readonly at: string
  readonly atOnce: number
}

export interface WakePorts {
  readonly breakers: { all(): Promise<readonly Breaker[]> }
  readonly orders: {
    /** Takes those that waited for it, each once. */
    takeWaiting(recovery: Recovery): Promise<readonly string[]>
    giveBack(id: string): Promise<void>
  }
  readonly runs: { modelsBack(id: string): Promise<boolean> }
  readonly clock: () => Date
  readonly observe: { woken(tier: Tier, orders: readonly string[]): void }
}

const tiers: readonly Tier[] = ['self-serve', 'full']

/** Orders that a tier has room for: an endpoint's usual slots, and eight parts an order. */
const room: Readonly<Record<ModelTier, number>> = { '4b': 4, '32b': 1 }

/** Failures that end when the models are back. */
const ofModels = reasons.filter((reason) => reason === 'not-routed' || isOutage(reason))

function isOutage(reason: Reason): boolean {
  const { ours, fallsTo4b } = consequenceOf({ reason })
  return ours && fallsTo4b
}

/**
 * Tells orders that wait for models that these answer again, as many at a time as the tier has
 * room for; what only answered a probe is tried with one order first. An order that is not told
 * goes on by its own clock.
 */
export function createWake({ breakers, orders, runs, clock, observe }: WakePorts) {
  async function tell(id: string): Promise<void> {
    try {
      await runs.modelsBack(id)
    } catch (error) {
      await orders.giveBack(id)
      throw error
    }
  }

  return async (stop: AbortSignal): Promise<void> => {
    const all = await breakers.all()
    for (const tier of tiers) {
      if (stop.aborted) return
      const model = homeModel(tier)
      const back = recoveryOf(model, all, clock().getTime())
      if (back === null) continue
      const ids = await orders.takeWaiting({ tier, reasons: ofModels, ...back })
      if (ids.length > 0) observe.woken(tier, ids)
      await Promise.all(ids.map(tell))
    }
  }
}

/** When the tier's models were last back; null: they never went, or have not come back. */
function recoveryOf(model: ModelTier, all: readonly Breaker[], now: number) {
  const ofTier = all.filter(({ tier }) => tier === model)
  const usable = ofTier.filter(({ operation, state }) => operation === '' && !holdsBack(state, now))
  const closed = ofTier.filter(({ state }) => state.standing === 'closed' && state.since > 0)
  if (closed.length === 0 || !usable.some(({ kind }) => kind === 'service')) return null
  const last = closed.reduce((one, other) => (other.state.since > one.state.since ? other : one))
  const isProved = last.state.failures === 0
  return {
    at: new Date(last.state.since).toISOString(),
    atOnce: isProved ? room[model] : 1,
  }
}
