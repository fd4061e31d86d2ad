import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ordersFor, readAnswers } from '../../commands/eval/answers.ts'
import { judge } from '../../commands/eval/judge.ts'
import { tallyOf } from '../../commands/eval/tally.ts'

const file = join(import.meta.dirname, '..', 'answers', 'answers.jsonl')
const orderOf = ordersFor(file)
const { good, sloppy, bad } = tallyOf(
  readAnswers(file).map((given) => judge(given, orderOf(given.firm))),
)

/**
 * What the checks have reached, so that it never sinks. What they cannot see is the judge's: an odd
 * remark in plain words, a bad piece of advice that no list foresees, a purpose or a person invented
 * without a word for it that is listed.
 */
describe('of the answers kept to judge the checks by', () => {
  it('good ones pass at once', () => {
    expect(good).toEqual({ passed: 49, of: 49 })
  })

  it('sloppy ones mostly pass at once, and all after one complaint', () => {
    expect(sloppy.passed).toBeGreaterThanOrEqual(28)
    expect(sloppy.rescued).toBeGreaterThanOrEqual(30)
    expect(sloppy.of).toBe(30)
  })

  it.each(Object.entries(bad.byClass))('all with a planted fault are stopped: %s', (_, got) => {
    expect(got.stopped).toBe(got.of)
  })

  it('and no class is left out', () => {
    expect(Object.keys(bad.byClass)).toHaveLength(30)
    expect(bad.of).toBe(107)
  })
})
