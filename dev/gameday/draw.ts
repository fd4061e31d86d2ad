import { type Chance, chanceFrom } from '../stand-in-model/chance.ts'
import { ways } from './proxy.ts'
import {
  deliveries,
  type Fault,
  laters,
  links,
  type Purchase,
  pausable,
  type Schedule,
  victims,
} from './schedule.ts'

export interface Size {
  readonly seed: number
  readonly orders: number
  readonly minutes: number
}

/** How often each kind of process has to be killed: ten times, less in a run of less than ten minutes. */
export const killsIn = (minutes: number) => Math.min(10, Math.max(1, Math.floor(minutes)))

/** Of model servers: refusal surge, garbage, hung, busy, broken. */
const modelModes = ['refusing', 'garbage', 'hung', 'slow', '503', '500', 'cut'] as const

/** Of two processes of a kind, which; of one, that. */
const pairs = ['api', 'orders', 'inference-4b', 'inference-32b'] as const

/** Orders, purchases and faults, the same for the same size. */
export function draw(size: Size, firms: readonly string[]): Schedule {
  const { seed, orders, minutes } = size
  const chance = chanceFrom(`gameday ${seed} ${orders} ${minutes}`)
  const purchases = drawPurchases(size, firms, chance)
  return { seed, orders, minutes, purchases, faults: drawFaults(minutes, purchases, chance) }
}

function drawPurchases({ orders, minutes }: Size, firms: readonly string[], chance: Chance) {
  const end = minutes * 60_000
  /** A third of the orders comes within moments: the flood of a campaign, all of the smaller tier. */
  const flood = chance.between(Math.round(end * 0.2), Math.round(end * 0.6))
  const purchases = Array.from({ length: orders }, (_, n): Purchase => {
    const isFlood = n % 3 === 0
    return {
      at: isFlood ? flood + chance.between(0, 3_000) : chance.between(0, Math.round(end * 0.9)),
      tier: isFlood || chance.happens(0.5) ? 'self-serve' : 'full',
      firm: chance.pick(firms),
      outcome: outcomeOf(n, chance),
      // What nobody came back from, and whose event was lost, waits five minutes for the reconciliation.
      returns: minutes < 5 || chance.happens(0.7),
      later: n % 7 === 1 ? laters[Math.floor(n / 7) % laters.length]! : null,
    }
  })
  return purchases.sort((a, b) => a.at - b.at)
}

/** Most pay by card; what happens later needs an order that was paid. */
function outcomeOf(n: number, chance: Chance): Purchase['outcome'] {
  if (n % 7 === 1 || chance.happens(0.85)) return 'paid'
  return chance.pick(['async-paid', 'async-paid', 'async-failed', 'expired', 'abandoned'])
}

function drawFaults(minutes: number, purchases: readonly Purchase[], chance: Chance): Fault[] {
  const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make)
  const often = Math.max(1, Math.round(minutes / 2))
  const at = () => chance.between(2_000, Math.round(minutes * 60_000 * 0.95))
  const faults = [
    ...victims.flatMap((victim) =>
      times(killsIn(minutes), (): Fault => {
        const which = pairs.some((pair) => pair === victim) ? chance.between(0, 1) : 0
        return { kind: 'kill', victim, which, at: at(), lasts: chance.between(200, 4_000) }
      }),
    ),
    ...times(often * 2, (): Fault => {
      const victim = chance.pick(pausable)
      const which = pairs.some((pair) => pair === victim) ? chance.between(0, 1) : 0
      return { kind: 'pause', victim, which, at: at(), lasts: chance.between(1_000, 12_000) }
    }),
    ...ways.flatMap((way) =>
      times(often, (): Fault => {
        const link = chance.pick(links)
        return { kind: 'network', link, way, at: at(), lasts: chance.between(1_000, 12_000) }
      }),
    ),
    ...times(
      often,
      (): Fault => ({ kind: 'fail-over', at: at(), lasts: chance.between(2_000, 8_000) }),
    ),
    ...modelModes.flatMap((mode) =>
      times(often, (): Fault => {
        const tier = chance.pick(['4b', '32b'] as const)
        return { kind: 'model', tier, mode, at: at(), lasts: chance.between(3_000, 15_000) }
      }),
    ),
    ...deliveries.flatMap((way) =>
      times(often, (): Fault => {
        const events = chance.between(1, 4)
        // A moment before somebody pays, so that it has something to go wrong with.
        const next = Math.max(0, chance.pick(purchases).at - 500)
        return { kind: 'webhooks', way, events, at: next, lasts: 20_000 }
      }),
    ),
    ...times(
      often,
      (): Fault => ({
        kind: 'stripe-writes',
        writes: chance.between(1, 3),
        at: at(),
        lasts: 5_000,
      }),
    ),
    ...times(Math.ceil(often / 3), (): Fault => ({ kind: 'restart', at: at(), lasts: 0 })),
  ]
  return faults.sort((a, b) => a.at - b.at)
}
