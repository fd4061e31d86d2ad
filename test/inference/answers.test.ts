import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ordersFor, readAnswers } from '../../commands/eval/answers.ts'
import { judge } from '../../commands/eval/judge.ts'
import { tableOf } from '../../commands/eval/table.ts'
import { tallyOf } from '../../commands/eval/tally.ts'

function judgedOf(name: string) {
  const file = join(import.meta.dirname, '..', 'answers', name)
  const orderOf = ordersFor(file)
  return readAnswers(file).map((given) => judge(given, orderOf(given.firm)))
}

const first = tallyOf(judgedOf('answers.jsonl'))
const seconds = judgedOf('second-author.jsonl')
const second = tallyOf(seconds)
const thirds = judgedOf('third-author.jsonl')
const third = tallyOf(thirds)

/**
 * What the checks have reached, so that it never sinks. What they cannot see is the judge's: an odd
 * remark in plain words, a bad piece of advice that no list foresees, a purpose or a person invented
 * without a word for it that is listed.
 */
describe('of the answers kept to judge the checks by', () => {
  it('good ones pass at once', () => {
    expect(first.good).toEqual({ passed: 49, of: 49 })
    expect(second.good).toEqual({ passed: 64, of: 64 })
    expect(third.good).toEqual({ passed: 59, of: 59 })
  })

  it('sloppy ones mostly pass at once, and all after one complaint', () => {
    expect(first.sloppy.passed).toBeGreaterThanOrEqual(28)
    expect(first.sloppy.rescued).toBe(30)
    expect(second.sloppy.passed).toBeGreaterThanOrEqual(36)
    expect(second.sloppy.rescued).toBeGreaterThanOrEqual(37)
    expect(third.sloppy.passed).toBeGreaterThanOrEqual(28)
    expect(third.sloppy.rescued).toBeGreaterThanOrEqual(29)
  })

  it.each(Object.entries(first.bad.byClass))(
    'all with a planted fault are stopped: %s',
    (_, got) => {
      expect(got.stopped).toBe(got.of)
    },
  )

  it('of a second author all but those that are the judge’s', () => {
    const missed = seconds.filter(({ kind, faults }) => kind === 'bad' && faults.length === 0)
    const left = missed.map(({ planted }) => planted)
    const judges = 'generic hairdresser poem weather repeat habits resale riddle'.split(' ')
    expect(judges).toEqual(expect.arrayContaining(left))
  })

  it('and of a third', () => {
    const missed = thirds.filter(({ kind, faults }) => kind === 'bad' && faults.length === 0)
    const left = missed.map(({ id }) => id)
    const judges = 'e105 e142 e153 e154 e171 f051 f055 f056'.split(' ')
    expect(judges).toEqual(expect.arrayContaining(left))
  })

  it('and no class is left out', () => {
    expect(Object.keys(first.bad.byClass)).toHaveLength(30)
    expect([first, second, third].map(({ bad }) => bad.of)).toEqual([107, 174, 151])
  })

  it('the table names each check that refuses a good answer', () => {
    const refused = seconds
      .filter((one) => one.class === 'promise')
      .map((one) => ({ ...one, kind: 'good' as const }))
    const good = seconds.filter(({ kind }) => kind === 'good')
    expect(tableOf(tallyOf(refused), refused).join('\n')).toMatch(
      /false alarms:\n.*promises +\d+\//s,
    )
    expect(tableOf(second, good)).toContain('false alarms of the checks: none')
  })
})
