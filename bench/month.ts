import { readBase } from '../clients/config.ts'
import type { Bench, Figure } from './benchmark.ts'
import { type Recovery, recoveriesIn } from './month/recoveries.ts'
import { type Past, simulate } from './month/simulate.ts'
import { sampleOrders } from './sample-order.ts'
import { quantile, round, sum } from './statistics.ts'

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000]
const seed = 20_261_101
const availability = { share: 0.995, repair: 10 * minute }

/** Each fourth order is of the full tier. */
const firms = sampleOrders().flatMap((order) => [
  ...Array.from({ length: 3 }, () => order),
  { ...order, tier: 'full' as const },
])

/**
 * A month of orders whose endpoints are away for half a percent of the time, with one endpoint a tier
 * and with two; in simulated time, with the product's own policy, rounds and laws.
 */
export async function month({ say, signal }: Bench): Promise<readonly Figure[]> {
  const { timeouts, lateWindow } = readBase({})
  const pasts: Past[] = []
  for (const endpoints of [1, 2]) {
    say(`30 days, endpoints a tier: ${endpoints}, seed ${seed}`)
    const times = { length: 30 * day, between: hour, timeouts, lateWindow }
    pasts.push(await simulate({ seed, endpoints, availability, firms, ...times }, signal))
  }
  const [single, double] = pasts as [Past, Past]
  return [
    delivered(single),
    tailored(single, 1),
    tailored(double, 2),
    recovered(single),
    held(pasts),
  ]
}

const leavesOut =
  'Temporal, the database, budgets and reused texts, which do not fail here; slots, queues and limits of a minute; answers that do not pass the checks; and that firms are the samples, one an hour'

function delivered(past: Past): Figure {
  return {
    figure: 'Simulated month, one endpoint a tier: orders brought to their end, of all paid',
    aim: { atLeast: 1 },
    measured: past.courses.length / past.orders,
    unit: '',
    detail: {
      seed,
      orders: past.orders,
      outages: past.outages.length,
      'spend, EUR': round(past.costMicros / 1e6),
    },
    isLaw: true,
    leavesOut: `${leavesOut}; the standard pack, which is built without a model`,
  }
}

function tailored({ courses }: Past, endpoints: number): Figure {
  const parts = sum(courses.map((course) => course.parts))
  const share = (which: 0 | 1) => 1 - sum(courses.map(({ missing }) => missing[which])) / parts
  return {
    figure: `Simulated month, ${endpoints} a tier: parts by the model that was bought, in the end`,
    aim: { atLeast: 0.999 },
    measured: round(share(1), 5),
    unit: '',
    detail: { parts, 'share at the first tailored release': round(share(0), 5) },
    leavesOut,
  }
}

function recovered(past: Past): Figure {
  const all = recoveriesIn(past)
  const first = all.filter(({ isRelapse }) => !isRelapse)
  const at = (p: number) => seconds(first, p)
  return {
    figure: 'Simulated month: endpoint well → first customer’s call that is answered, longest',
    aim: { atMost: 45 },
    measured: at(1),
    unit: 's',
    detail: {
      'p50, s': at(0.5),
      'p95, s': at(0.95),
      'outages that opened a breaker': all.length,
      'relapses, which take more good probes, not counted': all.length - first.length,
    },
    isLaw: true,
    leavesOut: `outages that no call met; and the answer’s own time; ${leavesOut}`,
  }
}

function seconds(recoveries: readonly Recovery[], p: number): number {
  const times = recoveries.map(({ called }) => called / second)
  return round(quantile(times, p))
}

function held(pasts: readonly Past[]): Figure {
  const calls = pasts.flatMap((past) => past.calls)
  return {
    figure: 'Simulated months: customers’ calls of an endpoint that was open, but for its test',
    aim: { atMost: 0 },
    measured: calls.filter(({ wasHeldBack }) => wasHeldBack).length,
    unit: 'calls',
    detail: {
      'calls in all': calls.length,
      'that met a sick server': calls.filter(({ isAnswered }) => !isAnswered).length,
    },
    isLaw: true,
    leavesOut,
  }
}
