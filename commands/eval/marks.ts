import type { Score } from './score.ts'

/**
 * What an endpoint has to reach before an operation is given to it, by the lower end of the interval:
 * not what it did, but what it does at the least. Sixty cases reach a mark with about this many:
 * 58 of them written, 49 at once, 58 grounded.
 */
export const marks = { written: 0.88, atOnce: 0.7, grounded: 0.88 } as const

const called = { written: 'written', atOnce: 'at once', grounded: 'grounded' } as const

const names = Object.keys(marks) as (keyof typeof marks)[]

/** The marks that it does not meet, in words; empty: it meets them all. */
export function missedBy(score: Score): string[] {
  return names
    .filter((name) => score[name].low < marks[name])
    .map((name) => `${called[name]} ${percent(score[name].low)} of ${percent(marks[name])}`)
}

/** As a person reads them. */
export function marksInWords(): string {
  return names.map((name) => `${called[name]} ${percent(marks[name])}`).join(', ')
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`
}
