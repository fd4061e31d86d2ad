import type { Bench } from '../benchmark.ts'
import { median, quantile } from '../statistics.ts'
import type { Way } from './way.ts'

/** Calls at a time. */
const crowds = [8, 32, 128] as const

const rounds = 2
const warmUp = 10
const callsAlone = 50
/** In a crowd, at least so many. */
const callsTogether = 64

export interface Standing {
  readonly way: string
  /** Milliseconds of a call that is alone. */
  readonly p50: number
  readonly p99: number
  /** Calls a second by crowd. */
  readonly rate: Readonly<Record<(typeof crowds)[number], number>>
  /** Calls that brought no answer. */
  readonly failed: number
}

/** Every way in turn, round by round: what the machine does meanwhile falls on all alike. */
export async function compared(
  ways: readonly Way[],
  { say, signal }: Bench,
): Promise<readonly Standing[]> {
  const courses = ways.map(createCourse)
  for (let round = 0; round < rounds; round++) {
    for (const course of round % 2 ? courses.toReversed() : courses) {
      say(`round ${round + 1} of ${rounds}: ${course.way}`)
      signal.throwIfAborted()
      await course.run()
    }
  }
  return courses.map(({ standing }) => standing())
}

/** What is measured of one way, round by round. */
function createCourse(way: Way) {
  const times: number[] = []
  const rates = crowds.map(() => [] as number[])
  let calls = 0
  let failed = 0
  const ask = async () => {
    await way.ask((calls += 1)).catch(() => (failed += 1))
  }
  return {
    way: way.name,
    async run(): Promise<void> {
      const before = failed
      for (let i = 0; i < warmUp; i++) await ask()
      // A connection that lay idle while it was the others' turn may be closed; not all see to that.
      failed = before
      for (let i = 0; i < callsAlone; i++) times.push(await timed(ask))
      for (const [index, crowd] of crowds.entries()) rates[index]!.push(await rateOf(ask, crowd))
    },
    standing(): Standing {
      const rate = crowds.map((crowd, index) => [crowd, median(rates[index]!)])
      return {
        way: way.name,
        p50: median(times),
        p99: quantile(times, 0.99),
        rate: Object.fromEntries(rate) as Standing['rate'],
        failed,
      }
    },
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await act()
  return performance.now() - started
}

async function rateOf(ask: () => Promise<void>, crowd: number): Promise<number> {
  const each = Math.ceil(callsTogether / crowd)
  const place = async () => {
    for (let i = 0; i < each; i++) await ask()
  }
  const places = () => Promise.all(Array.from({ length: crowd }, place))
  return (crowd * each * 1_000) / (await timed(places))
}
