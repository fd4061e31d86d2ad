import type { Tried } from './candidates.ts'
import type { Read, SecondLooks } from './second-looks.ts'
import type { Steered } from './steering.ts'
import { counted, medianAndLongest, tenths } from './words.ts'

/** What people steered and what steered itself, and how long it took to hold. */
export function steeringIn({ safeModes, candidates, looks }: Steered): string[] {
  return [
    '## Safe mode, candidates, judge and readers',
    '',
    '| | |',
    '|---|---|',
    `| Safe mode: until the last text was kept after it came on, s: median, longest | ${medianAndLongest(safeModes)} |`,
    ...judgeRows(looks),
    ...readRows(looks),
    '',
    ...candidates.map((tried, n) => `- ${candidateLine(tried, n)}`),
    '',
  ]
}

function candidateLine(
  { name, share, ending, took, reason, calls, orders, lastAsked, kept }: Tried,
  n: number,
): string {
  const asked = `${counted(calls, 'call')} in ${counted(orders, 'order')}`
  const came =
    ending === 'rolled-back'
      ? `it went back by itself ${tenths(took ?? 0)} s later, after ${asked}: ${reason}`
      : `undecided with ${asked}, and taken back by the operator ${tenths(took ?? 0)} s later`
  const after =
    lastAsked === 0
      ? 'no text was asked of it afterwards'
      : `the last text was asked of it ${tenths(lastAsked)} s later`
  return `Candidate ${n + 1}, ${name}, of which nothing is sound, for ${share} % of the orders: ${came}; ${after}, and ${kept} of its texts were kept.`
}

function judgeRows({ judge }: SecondLooks): string[] {
  const { judged, doubted, unjudged, unguarded } = judge
  return [
    `| Judge: texts that it looked at, and doubted | ${judged}, ${doubted} |`,
    `| Judge: texts that stayed back since it was away, and published ones that stood without it | ${unjudged}, ${unguarded} |`,
  ]
}

function readRows({ reviews, policies }: SecondLooks): string[] {
  const count = (verdict: Read['verdict']) =>
    reviews.filter((one) => one.verdict === verdict).length
  const ages = reviews.map(({ asked, ended }) => ended - asked)
  const expired = reviews.filter(({ verdict }) => verdict === 'expired')
  const passed = reviews.filter(({ verdict }) => verdict === 'approved' || verdict === 'edited')
  const delivered = passed.flatMap(({ ended, delivered }) =>
    delivered === null ? [] : delivered - ended,
  )
  return [
    `| Readers: until the last text was asked for that stands unread after they were to read, s: median, longest | ${medianAndLongest(policies)} |`,
    `| Readers: texts that waited, at the most at once, the oldest for, s | ${reviews.length}, ${mostAtOnce(reviews)}, ${tenths(Math.max(0, ...ages))} |`,
    `| Readers: approved, edited, rejected, left until they were due | ${count('approved')}, ${count('edited')}, ${count('rejected')}, ${expired.length} |`,
    `| Readers: from a text that they let pass to the next release, s: median, longest | ${medianAndLongest(delivered)} |`,
    `| Readers: from when a text was due until nobody waited for it, s: median, longest | ${medianAndLongest(expired.map(({ ended, due }) => ended - due))} |`,
  ]
}

/** How many waited at the same time. */
function mostAtOnce(reviews: readonly Read[]): number {
  const steps = reviews.flatMap(({ asked, ended }) => [
    { at: asked, by: 1 },
    { at: ended, by: -1 },
  ])
  let [open, most] = [0, 0]
  for (const { by } of steps.toSorted((a, b) => a.at - b.at || a.by - b.by)) {
    open += by
    most = Math.max(most, open)
  }
  return most
}
