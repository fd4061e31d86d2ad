import { table } from '../report/table.ts'
import type { Findings } from './ask.ts'
import type { Choice, Evaluated } from './choice.ts'
import { marksInWords } from './marks.ts'
import { type Interval, isPriced, type Score } from './score.ts'

const columns = [
  'cases',
  'at once',
  'rescued',
  'written',
  'grounded',
  'EUR a text',
  'p50 s',
  'p95 s',
  'without a text',
]

/** As a person reads them. @param choices null: nothing was to be chosen */
export function findingLines(
  { evaluated, leftOut }: Findings,
  choices: readonly Choice[] | null,
): string[] {
  return [
    ...evaluated.flatMap((one) => [...scoreLines(one), '']),
    ...leftOut.map(({ why }) => `Left out: ${why}`),
    ...legend(evaluated),
    ...(choices === null ? [] : ['', ...choiceLines(choices)]),
  ]
}

/** How well an endpoint does each operation. */
function scoreLines({ endpoint, scores }: Evaluated): string[] {
  const { name, model, tier, url, slots } = endpoint
  return [
    `${name} · ${model} · ${tier} · ${url} · ${slots} at a time`,
    ...table(['operation', ...columns], scores.map(scoreRow)),
  ]
}

function scoreRow(score: Score): string[] {
  const shares = [score.atOnce, score.rescued, score.written, score.grounded].map(shareOf)
  const failures = Object.entries(score.failures).map(([reason, count]) => `${reason} ${count}`)
  const cost = score.microsPerText === null ? '–' : euros(score.microsPerText)
  const times = [score.p50, score.p95].map((seconds) => seconds.toFixed(2))
  return [score.operation, String(score.cases), ...shares, cost, ...times, failures.join(', ')]
}

/** `57/60 (86–98 %)`. */
function shareOf({ count, of, low, high }: Interval): string {
  if (of === 0) return '–'
  return `${count}/${of} (${Math.round(low * 100)}–${Math.round(high * 100)} %)`
}

const euros = (micros: number) => (micros / 1_000_000).toFixed(6)

/** What the columns mean. */
function legend(evaluated: readonly Evaluated[]): string[] {
  const free = evaluated.filter(({ endpoint }) => !isPriced(endpoint))
  return [
    'In brackets Wilson’s interval at 95 %. Rescued: of those not valid at once, by being asked again with what was wrong.',
    'Grounded: of first answers that could be read, those that state nothing they were not told. Seconds: all calls of a text.',
    ...(free.length === 0
      ? []
      : [
          `No price known of ${free.map(({ endpoint }) => endpoint.name).join(', ')}: set pricePerMTok in ENDPOINTS_FILE.`,
        ]),
  ]
}

/** The cheapest for each operation, and why not the others. */
function choiceLines(choices: readonly Choice[]): string[] {
  return [
    `The cheapest that meets the marks (lower end of the interval: ${marksInWords()}):`,
    ...choices.map(choiceLine),
  ]
}

function choiceLine({ operation, endpoint, micros, others }: Choice): string {
  const cost = micros === null ? 'no price known' : `${euros(micros)} EUR a text`
  const misses = Object.entries(others)
    .filter(([, missed]) => missed.length > 0)
    .map(([name, missed]) => `; ${name} misses: ${missed.join(', ')}`)
  return `  ${operation}: ${endpoint === null ? 'none' : `${endpoint}, ${cost}`}${misses.join('')}`
}
