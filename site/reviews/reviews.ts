import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { checkAnswer } from '../../inference/checks/check-answer.ts'
import { assignmentFor } from '../../inference/job/assignment.ts'
import { createAskReview } from '../../orders/review/ask-review.ts'
import { createDecideReview } from '../../orders/review/decide-review.ts'
import type { PartKey } from '../../pack/outcome.ts'
import type { ReviewDecision } from '../../pack/reading.ts'
import { createOperatorStore } from '../../store/orders/operator.ts'
import { onRecord } from '../on-record.ts'
import type { Site } from '../site.ts'
import { asWritten, createSheets } from './sheet.ts'

/** Reviews in a list. */
const longest = 100

/** Where reviewers read, and decide; each decision is on record with who made it. */
export function openReviews(site: Site) {
  const { orders, outcomes, reviews, temporal, observe, database } = site
  const clock = () => new Date()
  const store = createOperatorStore(database)

  /** The same checks as for what a model writes. */
  async function faultsIn(key: PartKey, content: unknown): Promise<readonly string[]> {
    const order = await orders.asOf(key.order, key.revision ?? 1)
    const found = order && (await reviews.find(key))
    const assignment = found && assignmentFor({ ...key, order }, asWritten(found.text))
    if (!assignment) return ['this pack has no such section any more']
    const verdict = checkAnswer(JSON.stringify(content), assignment, unsupportedCharacters)
    return verdict.failure === null ? [] : [...verdict.faults, ...refused(verdict.failure)]
  }

  const decide = createDecideReview({ reviews, faultsIn, runs: temporal, clock, observe })

  return {
    open: () => reviews.open(longest),
    sheet: createSheets(site),
    ask: createAskReview({ outcomes, reviews, clock }),

    decide(decision: ReviewDecision): Promise<void> {
      const { key, verdict, by, note } = decision
      const what = [key.artefact, key.part].filter(Boolean).join('/')
      const why = note === '' ? `read ${what}` : `read ${what}, with a note`
      const action = { verb: `review-${verdict}`, subject: key.order, by, why, way: 'ops' } as const
      return onRecord(store, action, async () => [verdict, await decide(decision)])
    },
  }
}

/** A text that begins like a refusal has no other fault. */
const refused = (failure: string) => (failure === 'refused' ? ['it reads like a refusal'] : [])
