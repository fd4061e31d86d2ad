import { notWritten } from '../../pack/notice.ts'
import type { Outcome } from '../../pack/outcome.ts'
import type { Endpoint } from '../route/endpoints.ts'
import type { Stage } from '../stage.ts'
import { type Assignment, assignmentFor } from './assignment.ts'
import type { Job } from './job.ts'
import { ownSizeOf, promptSizeOf, sizeOf } from './size.ts'

/** The tokens of a prompt by the server's own count; null: it does not count. */
export type CountTokens = (
  endpoint: Endpoint,
  prompt: { readonly system: string; readonly user: string },
) => Promise<number | null>

/** Share of a window up to which an estimate is good enough. */
const safe = 0.8

/**
 * No prompt leaves that its window cannot hold with the answer. What is too long loses its evidence,
 * the last card first; endpoints that are too small even so are ruled out. Where all are, it ends
 * here: the customer's words are too long, unless ours alone would not fit.
 */
export function fitted(count: CountTokens): Stage<Job, Outcome> {
  return async (job, next) => {
    const largest = largestOf(job.endpoints)
    if (largest === null) return next(job)
    const scale = await scaleOf(job.assignment, largest, count)
    const needs = (assignment: Assignment) => sizeOf(assignment, scale)
    const assignment = shortened(job, (one) => needs(one) <= largest.contextTokens)
    const fits = ({ contextTokens }: Endpoint) =>
      assignment !== null && contextTokens >= needs(assignment)
    const reason = ownSizeOf(job.assignment) > largest.contextTokens ? 'misconfigured' : 'too-long'
    for (const { name } of job.endpoints.filter((one) => !fits(one)))
      job.journal.passedOver.push({ endpoint: name, reason })
    if (assignment === null) return notWritten(reason, job.ask.tier)
    return next({ ...job, assignment, endpoints: job.endpoints.filter(fits) })
  }
}

function largestOf(endpoints: readonly Endpoint[]): Endpoint | null {
  const size = Math.max(...endpoints.map(({ contextTokens }) => contextTokens))
  return endpoints.find(({ contextTokens }) => contextTokens === size) ?? null
}

/** By how much the server's count of a prompt differs from our estimate; 1: it was not asked. */
async function scaleOf(
  assignment: Assignment,
  largest: Endpoint,
  count: CountTokens,
): Promise<number> {
  if (sizeOf(assignment) <= safe * largest.contextTokens) return 1
  const counted = await count(largest, assignment.prompt)
  return counted === null ? 1 : counted / promptSizeOf(assignment)
}

function shortened(
  { ask, assignment, settings }: Job,
  fits: (assignment: Assignment) => boolean,
): Assignment | null {
  if (fits(assignment)) return assignment
  for (let cards = assignment.cards - 1; cards >= 0; cards -= 1) {
    const shorter = assignmentFor(ask, settings, cards)
    if (shorter && fits(shorter)) return shorter
  }
  return null
}
