import type { Judged } from './judge.ts'

/** The last line of `npm run eval -- --answers`. */
export interface Tally {
  readonly good: { readonly passed: number; readonly of: number }
  /** `rescued`: passed after one complaint at the latest. */
  readonly sloppy: { readonly passed: number; readonly rescued: number; readonly of: number }
  readonly bad: {
    readonly stopped: number
    readonly of: number
    readonly byClass: Readonly<Record<string, { readonly stopped: number; readonly of: number }>>
  }
}

export function tallyOf(judged: readonly Judged[]): Tally {
  const [good, sloppy, bad] = (['good', 'sloppy', 'bad'] as const).map((kind) =>
    judged.filter((one) => one.kind === kind),
  ) as [Judged[], Judged[], Judged[]]
  const classes = Object.groupBy(bad, ({ class: kind = 'other' }) => kind)
  const byClass = Object.entries(classes)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([kind, some = []]) => [kind, { stopped: count(some, isStopped), of: some.length }])
  return {
    good: { passed: count(good, passes), of: good.length },
    sloppy: { passed: count(sloppy, passes), rescued: count(sloppy, isRescued), of: sloppy.length },
    bad: { stopped: count(bad, isStopped), of: bad.length, byClass: Object.fromEntries(byClass) },
  }
}

const passes = ({ faults }: Judged) => faults.length === 0
const isRescued = ({ faultsAfter }: Judged) => faultsAfter.length === 0
const isStopped = (judged: Judged) => !passes(judged)

function count(judged: readonly Judged[], is: (one: Judged) => boolean): number {
  return judged.filter(is).length
}

/** The answers of which the checks say what they should not. */
export function wronglyJudged(judged: readonly Judged[]): Judged[] {
  return judged.filter((one) => passes(one) === (one.kind === 'bad'))
}
