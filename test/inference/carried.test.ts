import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { checkAnswer } from '../../inference/checks/check-answer.ts'
import type { Ask } from '../../inference/job/ask.ts'
import { assignmentFor } from '../../inference/job/assignment.ts'
import { carriedTexts } from '../../inference/reuse/carried.ts'
import type { Answers, FrozenOrder } from '../../pack/order.ts'
import type { RecordedOutcome } from '../../pack/outcome.ts'
import { asksOf, orders, standInAnswer } from './rig.ts'

const correction = { at: '2026-11-28T10:00:00.000Z', questions: [], documents: [] }

const corrected = (order: FrozenOrder, answers: Answers): FrozenOrder => ({
  ...order,
  answers,
  corrections: [correction],
})

const textOf = (ask: Ask): RecordedOutcome => ({
  ...{ order: ask.order.id, artefact: ask.artefact, part: ask.part, round: 2 },
  outcome: {
    ...{ source: 'model', content: standInAnswer(ask), model: 'm', tier: '4b' },
    ...{ promptVersion: '1', generatedAt: '2026-11-21T10:05:00.000Z', freshUntil: null },
  },
})

/** Every part of every sample firm, written once. */
const written = orders.map((order) => asksOf(order).map(textOf))

/** Of all that a model is told; null: it is not asked any more. */
function promptHash(order: FrozenOrder, { artefact, part }: RecordedOutcome): string | null {
  const assignment = assignmentFor({ order, artefact, part })
  if (assignment === null) return null
  const { prompt, wireSchema } = assignment
  const told = JSON.stringify([prompt.system, prompt.user, wireSchema])
  return createHash('sha256').update(told).digest('hex')
}

function passes(order: FrozenOrder, { artefact, part, outcome }: RecordedOutcome): boolean {
  const assignment = assignmentFor({ order, artefact, part })
  if (assignment === null || outcome.source === 'none') return false
  const text = JSON.stringify(outcome.content)
  return checkAnswer(text, assignment, unsupportedCharacters).content !== null
}

const groups = [...new Set(orders.flatMap(({ answers }) => Object.keys(answers)))]

/** A firm that had answered some groups of questions as another one did, where that makes sense. */
const mixed = fc
  .record({
    of: fc.nat(orders.length - 1),
    with: fc.nat(orders.length - 1),
    groups: fc.subarray(groups, { minLength: 1, maxLength: 3 }),
  })
  .map(({ of, with: other, groups: taken }) => {
    const theirs = orders[other]!.answers
    const some = Object.fromEntries(taken.map((group) => [group, theirs[group]]))
    return { of, answers: { ...orders[of]!.answers, ...some } }
  })
  .filter(({ answers }) => gdpr.questionnaire.safeParse(answers).success)

describe('of the texts that were written before a correction', () => {
  it('those with the same prompt hash are carried over, and no other', async () => {
    const seen = { carried: 0, dropped: 0 }
    await fc.assert(
      fc.asyncProperty(mixed, async ({ of, answers }) => {
        const before = orders[of]!
        const now = corrected(before, answers)
        const texts = written[of]!
        const wanted = texts.filter(
          (text) => promptHash(before, text) === promptHash(now, text) && passes(now, text),
        )
        const carried = await carriedTexts(before, now, texts, unsupportedCharacters)
        expect(carried).toEqual(wanted.map((text) => ({ ...text, revision: 2 })))
        seen.carried += carried.length
        seen.dropped += texts.length - carried.length
      }),
      { numRuns: 30 },
    )
    expect(seen.carried).toBeGreaterThan(100)
    expect(seen.dropped).toBeGreaterThan(100)
  })

  it('all are carried over where another name alone is corrected', async () => {
    const [order] = orders
    const company = { ...(order!.answers['company'] as object), legalName: 'Other Ltd' }
    const now = corrected(order!, { ...order!.answers, company })
    const carried = await carriedTexts(order!, now, written[0]!, unsupportedCharacters)
    expect(carried).toHaveLength(written[0]!.length)
  })

  it('what has failed is not, so that it may be asked again', async () => {
    const [order] = orders
    const failed = written[0]!.map((text) => ({
      ...text,
      outcome: { source: 'none', reason: 'too-long' } as const,
    }))
    const now = corrected(order!, order!.answers)
    expect(await carriedTexts(order!, now, failed, unsupportedCharacters)).toEqual([])
  })
})
