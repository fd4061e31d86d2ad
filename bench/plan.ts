import type { Bench, Figure } from './benchmark.ts'
import { type Fared, mixes, planOf, quietTime, simulated } from './plan/check.ts'
import { round } from './statistics.ts'

const seed = 428
const orders = 3_000

interface Compared {
  readonly name: string
  /** Seconds that 99 in 100 texts wait at the most, as planned. */
  readonly wait99: number
  readonly planned: Fared
  /** One size smaller; null: there is none. */
  readonly smaller: Fared | null
}

/** Servers as `npm run plan` wants them, in the busiest hour of several mixes: in simulated time. */
export async function plan({ say, signal }: Bench): Promise<readonly Figure[]> {
  const ledger = await quietTime(signal)
  const compared: Compared[] = []
  for (const mix of mixes) {
    say(`${mix.name}, seed ${seed}`)
    const made = planOf(mix, ledger)
    const fared = await simulated(made, { seed, orders }, signal)
    for (const { model, standing, smaller } of made.tiers)
      compared.push({
        name: `${mix.name}, ${model}`,
        wait99: standing.wait99 ?? Infinity,
        planned: fared(model),
        smaller: smaller && (await simulated(made, { seed, orders, short: model }, signal))(model),
      })
  }
  return [inTime(compared), tooSmall(compared), waits(compared)]
}

const leavesOut =
  'what a call does besides taking its time (limits, refusals, breakers, budgets); that a server with few calls is faster; Temporal and the database; firms other than the samples; outages'

function inTime(compared: readonly Compared[]): Figure {
  return {
    figure: 'Planned servers at the peak: texts that have a place in time, least of all mixes',
    aim: { atLeast: 0.99 },
    measured: round(Math.min(...compared.map(({ planned }) => planned.inTime)), 4),
    unit: '',
    detail: { seed, ...each(compared, ({ planned }) => inWords(planned)) },
    isLaw: true,
    leavesOut,
  }
}

function tooSmall(compared: readonly Compared[]): Figure {
  const smaller = compared.filter((one) => one.smaller !== null)
  return {
    figure: 'One server fewer, or half of its GPUs: texts in time, most of all mixes',
    aim: { atMost: 0.99 },
    measured: round(Math.max(...smaller.map((one) => one.smaller!.inTime)), 4),
    unit: '',
    detail: { seed, ...each(smaller, (one) => inWords(one.smaller!)) },
    isLaw: true,
    leavesOut,
  }
}

/** A wait that is planned longer than it is errs on the safe side. */
function waits(compared: readonly Compared[]): Figure {
  const ratioOf = ({ wait99, planned }: Compared) => wait99 / planned.wait99
  return {
    figure: 'Wait of 99 in 100 texts, as planned over as simulated, least of all mixes',
    aim: { atLeast: 0.75 },
    measured: round(Math.min(...compared.map(ratioOf))),
    unit: '',
    detail: {
      seed,
      ...each(compared, (one) => {
        const [planned, wait] = [round(one.wait99), round(one.planned.wait99)]
        return `${planned} s over ${wait} s, ${round(ratioOf(one))}`
      }),
    },
    leavesOut: `that texts which have waited too long leave the queue; ${leavesOut}`,
  }
}

function each(compared: readonly Compared[], told: (one: Compared) => string) {
  return Object.fromEntries(compared.map((one) => [one.name, told(one)]))
}

function inWords({ inTime, texts }: Fared): string {
  return `${round(inTime * 100, 4)} % of ${texts}`
}
