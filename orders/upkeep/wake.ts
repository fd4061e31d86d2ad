import { type Breaker, type Forced, holdsBack } from '../../pack/breaker.ts'
import { consequenceOf } from '../../pack/notice.ts'
import { type EndpointTier, homeModel, type ModelTier, type Tier } from '../../pack/order.ts'
import { type Reason, reasons } from '../../pack/reason.ts'

interface Recovery {
  /** The only one whose calls were held back; `''`: all. */
  readonly operation: string
  readonly at: string
  readonly atOnce: number
}

interface Wanted extends Recovery {
  readonly tier: Tier
  readonly model: ModelTier
  readonly reasons: readonly Reason[]
}

interface SwitchedOn {
  /** Null: of both tiers. */
  readonly tier: EndpointTier | null
  /** Null: all. */
  readonly operation: string | null
  /** ISO 8601, UTC. */
  readonly at: string
}

export interface WakePorts {
  /** Of the models that calls go to. */
  readonly breakers: { all(): Promise<readonly Breaker[]> }
  readonly orders: {
    /** Takes those that waited for it, each once. */
    takeWaiting(wanted: Wanted): Promise<readonly string[]>
    giveBack(id: string): Promise<void>
  }
  /** What was switched off and is not any more. */
  readonly switches: { ended(): Promise<readonly SwitchedOn[]> }
  readonly runs: { modelsBack(id: string): Promise<boolean> }
  readonly clock: () => Date
  readonly observe: { woken(tier: Tier, orders: readonly string[]): void }
}

const tiers: readonly Tier[] = ['self-serve', 'full']

/** Orders that a tier has room for: an endpoint's usual slots, and eight parts an order. */
const room: Readonly<Record<ModelTier, number>> = { '4b': 4, '32b': 1 }

/** What an operator has switched off. */
const ofSwitches: readonly Reason[] = ['not-routed', 'safe-mode']

/** Failures that end when the models are back, or are asked again. */
const ofModels = reasons.filter((reason) => ofSwitches.includes(reason) || isOutage(reason))

function isOutage(reason: Reason): boolean {
  const { ours, fallsTo4b } = consequenceOf({ reason })
  return ours && fallsTo4b
}

/**
 * Tells orders that wait for models that these answer again, as many at a time as the tier has
 * room for; what only answered a probe is tried with one order first. An order that is not told
 * goes on by its own clock.
 */
export function createWake({ breakers, orders, switches, runs, clock, observe }: WakePorts) {
  async function tell(id: string): Promise<void> {
    try {
      await runs.modelsBack(id)
    } catch (error) {
      await orders.giveBack(id)
      throw error
    }
  }

  return async (stop: AbortSignal): Promise<void> => {
    const [all, on] = await Promise.all([breakers.all(), switches.ended()])
    for (const tier of tiers) {
      const model = homeModel(tier)
      for (const recovery of recoveriesOf(model, all, on, clock().getTime())) {
        if (stop.aborted) return
        const ids = await orders.takeWaiting({ tier, model, reasons: ofModels, ...recovery })
        if (ids.length > 0) observe.woken(tier, ids)
        await Promise.all(ids.map(tell))
      }
    }
  }
}

/** The last of all the tier's calls, and of each operation's; none while the tier is down. */
function recoveriesOf(
  model: ModelTier,
  all: readonly Breaker[],
  on: readonly SwitchedOn[],
  now: number,
): Recovery[] {
  const ofTier = all.filter(({ tier }) => tier === model)
  const usable = ofTier.filter(({ operation, state }) => operation === '' && !holdsBack(state, now))
  if (!usable.some(({ kind }) => kind === 'service')) return []
  const returns = [
    ...ofTier.flatMap((one) => returnsOf(one, now)),
    ...on
      .filter(({ tier }) => (tier ?? model) === model)
      .map(returnOf)
      .filter(({ at }) => at <= now),
  ]
  returns.sort((one, other) => other.at - one.at)
  const isLast = ({ operation }: Return, place: number) =>
    returns.findIndex((one) => one.operation === operation) === place
  return returns.filter(isLast).map(({ operation, at, isProved }) => ({
    operation,
    at: new Date(at).toISOString(),
    atOnce: isProved ? room[model] : 1,
  }))
}

interface Return {
  readonly operation: string
  /** Epoch milliseconds. */
  readonly at: number
  /** What only answered a probe, or an operator's word, may still fail at a text. */
  readonly isProved: boolean
}

/** Milliseconds until each worker knows of it: who is told before would be held back once more. */
const lag = 3_000

const returnOf = ({ operation, at }: SwitchedOn): Return => {
  return { operation: operation ?? '', at: Date.parse(at) + lag, isProved: true }
}

/** When a model was back by itself, and when an operator gave it back. */
function returnsOf({ operation, state }: Breaker, now: number): Return[] {
  const { standing, since, failures, forced } = state
  const hasClosed = standing === 'closed' && since > 0
  const given = forced === null ? Number.POSITIVE_INFINITY : givenBackAt(forced)
  return [
    ...(hasClosed ? [{ operation, at: since, isProved: failures === 0 }] : []),
    ...(given <= now ? [{ operation, at: given, isProved: false }] : []),
  ]
}

function givenBackAt({ to, since, until }: Forced): number {
  return to === 'closed' ? since : until
}
