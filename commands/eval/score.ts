import { quantile } from '../../bench/statistics.ts'
import type { Endpoint } from '../../inference/route/endpoints.ts'
import { type Share, wilson } from '../../pack/wilson.ts'
import type { Result } from './result.ts'

export interface Interval extends Share {
  /** Wilson's, at 95 %, from 0 to 1. */
  readonly low: number
  readonly high: number
}

/** How well an endpoint does one operation. */
export interface Score {
  readonly operation: string
  readonly cases: number
  readonly atOnce: Interval
  /** Of those that were not valid at once. */
  readonly rescued: Interval
  /** A text came of it, at once or rescued. */
  readonly written: Interval
  /** Of first answers that could be read, those that passed the checks of facts. */
  readonly grounded: Interval
  /** Cases without a text, by reason. */
  readonly failures: Readonly<Record<string, number>>
  /** Millionths of a euro for each text that came, what failed included; null: no price, or no text. */
  readonly microsPerText: number | null
  /** Seconds. */
  readonly p50: number
  readonly p95: number
}

/** Of no price: nobody has said one. */
export function isPriced({ pricePerMTok }: Pick<Endpoint, 'pricePerMTok'>): boolean {
  return pricePerMTok.in + pricePerMTok.out > 0
}

/** One score an operation, in the order of the results. */
export function scoresOf(results: readonly Result[], isPriced: boolean): Score[] {
  return [...Map.groupBy(results, ({ operation }) => operation)].map(([operation, some]) =>
    scoreOf(operation, some, isPriced),
  )
}

function scoreOf(operation: string, results: readonly Result[], isPriced: boolean): Score {
  const ends = (end: string) => results.filter((one) => one.end === end).length
  const [cases, atOnce, rescued] = [results.length, ends('at-once'), ends('rescued')]
  const written = atOnce + rescued
  const read = results.filter(({ grounded }) => grounded !== null)
  const seconds = results.map((one) => one.seconds)
  const micros = results.reduce((sum, { costMicros }) => sum + costMicros, 0)
  return {
    operation,
    cases,
    atOnce: intervalOf(atOnce, cases),
    rescued: intervalOf(rescued, cases - atOnce),
    written: intervalOf(written, cases),
    grounded: intervalOf(read.filter(({ grounded }) => grounded).length, read.length),
    failures: failuresOf(results),
    microsPerText: isPriced && written > 0 ? Math.round(micros / written) : null,
    p50: quantile(seconds, 0.5),
    p95: quantile(seconds, 0.95),
  }
}

function intervalOf(count: number, of: number): Interval {
  const [low, high] = wilson({ count, of })
  return { count, of, low, high }
}

function failuresOf(results: readonly Result[]): Record<string, number> {
  const failed = results.filter(({ end }) => end !== 'at-once' && end !== 'rescued')
  const byEnd = Map.groupBy(failed, ({ end }) => end)
  return Object.fromEntries([...byEnd].map(([end, some]) => [end, some.length]))
}
