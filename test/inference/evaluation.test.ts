import { describe, expect, it } from 'vitest'
import { gdpr } from '../../catalogue/gdpr.ts'
import { casesFor, operations } from '../../commands/eval/cases.ts'
import { choicesOf } from '../../commands/eval/choice.ts'
import { missedBy } from '../../commands/eval/marks.ts'
import type { Result } from '../../commands/eval/result.ts'
import { type Score, scoresOf } from '../../commands/eval/score.ts'
import { assignmentFor } from '../../inference/job/assignment.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { wilson } from '../../pack/wilson.ts'

describe('the evaluation set', () => {
  const cases = casesFor(operations, 60)

  it('has sixty cases of every operation, no two with the same prompt', () => {
    const prompts = Map.groupBy(cases, ({ operation }) => operation)
    const distinct = [...prompts].map(([operation, some]) => {
      const ask = { email: '', round: 1, tier: '32b', deadline: 0 } as const
      const said = some.map((one) => assignmentFor({ ...one, ...ask })?.prompt.user)
      return [operation, new Set(said).size]
    })
    expect(distinct).toEqual(operations.map((operation) => [operation, 60]))
  })

  it('asks for what real orders could: their answers pass the questions', () => {
    const read = cases.map(({ order }) => gdpr.questionnaire.safeParse(order.answers).success)
    expect(new Set(read)).toEqual(new Set([true]))
  })

  it('is the same each time, and each case has an order of its own', () => {
    const some = operations.slice(0, 2)
    expect(casesFor(some, 20)).toEqual(casesFor(some, 20))
    expect(new Set(cases.map(({ order }) => order.id)).size).toBe(cases.length)
  })
})

it('an interval is Wilson’s', () => {
  const [low, high] = wilson({ count: 58, of: 60 })
  expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.886', '0.991'])
  expect(wilson({ count: 0, of: 0 })).toEqual([0, 1])
})

const operation = 'gdpr.briefing'

/** Of so many cases all written at once, but for the last ones. */
function scoreOf(failed: number, micros: number, of = 60): Score {
  const results = Array.from({ length: of }, (_, at): Result => {
    const end = at < of - failed ? 'at-once' : 'invalid'
    return { operation, end, answered: true, grounded: true, costMicros: micros, seconds: at }
  })
  return scoresOf(results, micros > 0)[0]!
}

describe('the marks', () => {
  it.each([
    ['two of sixty without a text', 2, 60, []],
    ['three of sixty', 3, 60, ['written 86 % of 88 %']],
    [
      'none of ten, of which nothing is sure',
      0,
      10,
      ['written 72 % of 88 %', 'grounded 72 % of 88 %'],
    ],
  ])('count by the lower end: %s', (_, failed, of, missed) => {
    expect(missedBy(scoreOf(failed, 1, of))).toEqual(missed)
  })
})

describe('a comparison names the cheapest that meets the marks', () => {
  const evaluated = (...scores: readonly (readonly [string, Score])[]) =>
    choicesOf(
      scores.map(([name, score]) => {
        const [endpoint] = endpointsFromUrls({ tier: '4b', urls: ['x'], model: 'm', key: null })
        return { endpoint: { ...endpoint!, name }, scores: [score] }
      }),
    )

  it('and says what the others miss', () => {
    const choices = evaluated(
      ['dear', scoreOf(0, 900)],
      ['cheap', scoreOf(1, 300)],
      ['poor', scoreOf(30, 100)],
    )
    const poor = ['written 37 % of 88 %', 'at once 37 % of 70 %']
    expect(choices).toEqual([
      { operation, endpoint: 'cheap', micros: 305, others: { dear: [], poor } },
    ])
  })

  it('prefers a known price to none, and none to what misses', () => {
    const [choice] = evaluated(['free', scoreOf(0, 0)], ['dear', scoreOf(0, 900)])
    expect(choice).toMatchObject({ endpoint: 'dear', micros: 900 })
    const [only] = evaluated(['free', scoreOf(0, 0)], ['poor', scoreOf(30, 100)])
    expect(only).toMatchObject({ endpoint: 'free', micros: null })
  })

  it('names none where all miss', () => {
    expect(evaluated(['poor', scoreOf(30, 100)])[0]).toMatchObject({ endpoint: null })
  })
})
