import { findPostgres, postgresInstallLine, startPostgres } from '../dev/postgres.ts'
import type { Site } from '../site/site.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { openOurs } from './gateways/ours.ts'
import { startStandIn } from './gateways/stand-in.ts'
import { median, quantile, round } from './statistics.ts'

const model = 'packhorse-4b-lora'

/** Calls before anything is measured, and then. */
const [warmUp, calls] = [20, 200]

const trips = ['open', 'reserve', 'close'] as const

type Trip = (typeof trips)[number]

/** Milliseconds that a network puts between a worker and its database, there and back. */
const network = 1

/** The three statements of a model call, each with all that it changes, against as many that do nothing. */
export async function roundTrips({ say, signal }: Bench): Promise<readonly Figure[] | Skipped> {
  if (findPostgres() === null) return { skipped: `PostgreSQL is absent: ${postgresInstallLine}` }
  const server = await startStandIn(model)
  const postgres = await startPostgres()
  const watch = createWatch()
  try {
    const databaseUrl = await postgres.createDatabase('trips')
    const ours = await openOurs({ server: server.url, model, databaseUrl, watched: watch.over })
    say(`${calls} calls`)
    for (let n = 1; n <= warmUp + calls; n++) {
      signal.throwIfAborted()
      await ours.ask(n, signal)
      await watch.bare()
    }
    await ours.close()
    return [figureOf(watch.times, watch.bareTimes)]
  } finally {
    await postgres.stop()
    await server.close()
  }
}

/** Notes what the store takes, and what it takes to ask it for nothing. */
function createWatch() {
  const times: Record<Trip, number[]> = { open: [], reserve: [], close: [] }
  const bareTimes: number[] = []
  let ping = async () => {}
  const timed =
    <Given extends unknown[], Told>(into: number[], tell: (...given: Given) => Promise<Told>) =>
    async (...given: Given): Promise<Told> => {
      const began = performance.now()
      const told = await tell(...given)
      into.push(performance.now() - began)
      return told
    }
  return {
    times,
    bareTimes,
    over(site: Site): Site {
      ping = site.database.ping
      const { calls, budgets } = site
      return {
        ...site,
        calls: { open: timed(times.open, calls.open), close: timed(times.close, calls.close) },
        budgets: { ...budgets, reserve: timed(times.reserve, budgets.reserve) },
      }
    },
    bare: timed(bareTimes, async () => {
      for (const _ of trips) await ping()
    }),
  }
}

function figureOf(all: Readonly<Record<Trip, number[]>>, bareOfAll: readonly number[]): Figure {
  const of = (trip: Trip) => all[trip].slice(warmUp)
  const call = of('open').map((ms, n) => ms + of('reserve')[n]! + of('close')[n]!)
  const bare = bareOfAll.slice(warmUp)
  const away = trips.length * network
  return {
    figure: 'the database’s part of a model call, against three bare round trips',
    aim: { atMost: 1.3 },
    measured: round(median(call) / median(bare)),
    unit: '',
    detail: {
      ...Object.fromEntries(trips.map((trip) => [`${trip}, median ms`, round(median(of(trip)))])),
      'all three, median / p99 ms': `${round(median(call))} / ${round(quantile(call, 0.99))}`,
      'three bare ones, median ms': round(median(bare)),
      [`the same ratio, computed for a network of ${network} ms`]: round(
        (median(call) + away) / (median(bare) + away),
      ),
    },
    leavesOut:
      'the network, which is most of a bare round trip in earnest, and fsync: server and caller share these cores. A bare one changes nothing; ours write a key, a claim, a reservation and its budgets, the outcome, the ledger and the sealed log.',
  }
}
