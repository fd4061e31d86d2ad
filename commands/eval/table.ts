import { type Share, wilson } from '../../pack/wilson.ts'
import type { Judged } from './judge.ts'
import { type Tally, wronglyJudged } from './tally.ts'

/** What a person reads: a line for each kind and class, then each answer that went wrong. */
export function tableOf({ good, sloppy, bad }: Tally, judged: readonly Judged[]): string[] {
  const classes = Object.entries(bad.byClass)
  return [
    line('good, passed at once', { count: good.passed, of: good.of }),
    line('sloppy, passed at once', { count: sloppy.passed, of: sloppy.of }),
    line('sloppy, after one complaint', { count: sloppy.rescued, of: sloppy.of }),
    line('bad, stopped', { count: bad.stopped, of: bad.of }),
    ...classes.map(([kind, { stopped, of }]) => line(`  ${kind}`, { count: stopped, of })),
    '',
    ...falseAlarms(judged.filter(({ kind }) => kind === 'good')),
    '',
    ...wronglyJudged(judged).map(described),
  ]
}

/** The checks that found something in good answers, and in how many. */
function falseAlarms(good: readonly Judged[]): string[] {
  const byCheck = Object.groupBy(
    good.flatMap(({ foundBy }) => foundBy),
    (check) => check,
  )
  const rows = Object.entries(byCheck).map(([check, all = []]) =>
    line(`  ${check}`, { count: all.length, of: good.length }),
  )
  return rows.length === 0 ? ['false alarms of the checks: none'] : ['false alarms:', ...rows]
}

function line(what: string, share: Share): string {
  const [low, high] = wilson(share).map((end) => `${(end * 100).toFixed(1)} %`)
  const counted = `${share.count}/${share.of}`
  return `${what.padEnd(30)}${counted.padStart(8)}   95 %: ${low} to ${high}`
}

function described({ id, kind, planted = '', faults, faultsAfter }: Judged): string {
  if (kind === 'bad') return `${id} ${kind}, not stopped: ${planted}`
  const after = faultsAfter.length === 0 ? 'right after one complaint' : faultsAfter.join(' | ')
  return `${id} ${kind}, refused: ${faults.join(' | ')}; then ${after}`
}
