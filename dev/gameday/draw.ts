import { type Chance, chanceFrom } from '../stand-in-model/chance.ts'
import { ways } from './link.ts'
import {
  deliveries,
  type Fault,
  type HouseKind,
  laters,
  links,
  type Purchase,
  partsIn,
  pausable,
  type Schedule,
  victims,
} from './schedule.ts'

export interface Size {
  readonly seed: number
  readonly orders: number
  readonly minutes: number
  readonly house: HouseKind
}

/** How often each kind of process has to be killed: ten times, less in a run of less than ten minutes. */
export const killsIn = (minutes: number) => Math.min(10, Math.max(1, Math.floor(minutes)))

/** How often each other fault comes. */
const oftenIn = (minutes: number) => Math.max(1, Math.round(minutes / 2))

/** Of model servers: refusal surge, garbage, hung, busy, broken. */
const modelModes = ['refusing', 'garbage', 'hung', 'slow', '503', '500', 'cut'] as const

/** Of the judge's: it supports nothing, says nothing, or is not there. */
const judgeModes = ['doubting', 'hung', '503'] as const

/** What runs twice. */
const pairs = ['api', 'orders', 'inference-4b', 'inference-32b'] as const

/** Orders, purchases and faults, the same for the same size. */
export function draw(size: Size, firms: readonly string[]): Schedule {
  const chance = chanceFrom(`gameday ${size.seed} ${size.orders} ${size.minutes} ${size.house}`)
  const purchases = withFaults(drawPurchases(size, firms, chance), size, chance)
  return { ...size, purchases, faults: drawFaults(size, chance) }
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
      webhook: null,
      later: null,
    }
  })
  return purchases.sort((a, b) => a.at - b.at)
}

/** Most pay by card. */
function outcomeOf(n: number, chance: Chance): Purchase['outcome'] {
  if (n % 2 === 0 || chance.happens(0.7)) return 'paid'
  return chance.pick(['async-paid', 'async-paid', 'async-failed', 'expired', 'abandoned'])
}

/** One in seven of those paid by card is corrected, refunded, disputed or erased later; of some the webhook goes astray. */
function withFaults(purchases: readonly Purchase[], { minutes }: Size, chance: Chance): Purchase[] {
  const byCard = chance.shuffled(purchases.filter(({ outcome }) => outcome === 'paid'))
  // Each of them on the smallest day, too.
  const acts = cycle(laters, Math.max(laters.length, Math.ceil(byCard.length / 7)))
  const ways = cycle(deliveries, deliveries.length * oftenIn(minutes))
  return purchases.map((purchase) => {
    const at = byCard.indexOf(purchase)
    // From the other end, so that few orders have both.
    const webhook = at < 0 ? null : (ways[byCard.length - 1 - at] ?? null)
    const outcome = webhook === 'reorder' ? 'async-paid' : purchase.outcome
    return { ...purchase, outcome, webhook, later: at < 0 ? null : (acts[at] ?? null) }
  })
}

/** So many, each of them in its turn. */
const cycle = <T>(all: readonly T[], count: number): T[] =>
  Array.from({ length: count }, (_, n) => all[n % all.length]!)

function drawFaults({ minutes, house }: Size, chance: Chance) {
  const often = oftenIn(minutes)
  const rarely = Math.ceil(often / 3)
  const last = Math.round(minutes * 60_000 * 0.95)
  /** At any time, for so many seconds. */
  const within = (least: number, most: number) => ({
    at: chance.between(2_000, last),
    lasts: chance.between(least * 1_000, most * 1_000),
  })
  const tier = () => chance.pick(['4b', '32b'] as const)
  const faults: Fault[] = [
    ...each(partsIn(house, victims), killsIn(minutes), (victim) => {
      const which = whichOf(victim, chance)
      return { kind: 'kill', victim, which, ...within(0.2, 4) }
    }),
    ...each(['pause'], often * 2, (kind) => {
      const victim = chance.pick(partsIn(house, pausable))
      return { kind, victim, which: whichOf(victim, chance), ...within(1, 12) }
    }),
    ...each(ways, often, (way) => {
      return { kind: 'network', link: chance.pick(partsIn(house, links)), way, ...within(1, 12) }
    }),
    ...each(['fail-over'], often, (kind) => ({ kind, ...within(2, 8) })),
    ...each(modelModes, often, (mode) => ({ kind: 'model', tier: tier(), mode, ...within(3, 15) })),
    ...each(judgeModes, often, (mode) => {
      // It doubts for longer than it is away, or no text meets it.
      const lasts = mode === 'doubting' ? within(15, 30) : within(3, 8)
      return { kind: 'model', tier: 'judge', mode, ...lasts }
    }),
    ...each(['stripe-writes'], often, (kind) => {
      return { kind, writes: chance.between(1, 3), ...within(5, 5) }
    }),
    ...each(house === 'full' ? ['disk-full'] : [], often, (kind) => ({ kind, ...within(3, 15) })),
    ...each(['safe-mode'], often, (kind) => ({ kind, ...within(6, 12) })),
    // Before the flood, or there are not enough texts of it to be taken for worse.
    ...each(['candidate'], rarely, (kind) => {
      const at = chance.between(2_000, Math.round(last * 0.2))
      return { kind, share: chance.between(40, 60), at, lasts: chance.between(40_000, 60_000) }
    }),
    ...each(['reviews'], rarely, (kind) => ({
      kind,
      sample: chance.between(40, 80),
      hours: chance.between(4, 8) / 1_000,
      read: chance.between(3, 6),
      at: chance.between(2_000, Math.round(last * 0.6)),
      lasts: chance.between(12_000, Math.max(20_000, Math.round(last * 0.2))),
    })),
    ...each(['restart'], rarely, (kind) => ({ kind, ...within(0, 0) })),
  ]
  return faults.sort((a, b) => a.at - b.at)
}

/** So many of each. */
function each<const T>(all: readonly T[], times: number, make: (one: T) => Fault): Fault[] {
  return all.flatMap((one) => Array.from({ length: times }, () => make(one)))
}

/** Of two processes of a kind, one; of one, that. */
const whichOf = (victim: (typeof pausable)[number], chance: Chance) =>
  pairs.some((pair) => pair === victim) ? chance.between(0, 1) : 0
