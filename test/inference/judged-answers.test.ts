import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ordersFor, readAnswers } from '../../commands/eval/answers.ts'
import { judge as holdAgainstRules } from '../../commands/eval/judge.ts'
import { type Labelled, readLabelled } from '../../commands/judge/labelled.ts'
import { calibrationOf, type Verdict, verdictsOf } from '../../commands/judge/measure.ts'
import { assignmentFor } from '../../inference/job/assignment.ts'
import { judgeAssignment } from '../../inference/judge/judge-prompt.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { mayGate } from '../../pack/calibration.ts'
import { createOracle, type Errors } from './oracle.ts'

const [endpoint] = endpointsFromUrls({
  ...{ tier: 'judge', urls: ['http://oracle/v1'], model: 'oracle', key: null },
} as const)
const patience = { queue: 1_000, attempt: 60_000, whole: 60_000 }
const timeouts = { '4b': patience, '32b': patience, judge: patience }

const fileOf = (name: string) => join(import.meta.dirname, '..', 'answers', `${name}.jsonl`)
const sets = ['answers', 'second-author', 'third-author']

function promptOf({ order, artefact, part, content }: Labelled): string {
  return judgeAssignment(assignmentFor({ order, artefact, part })!, content).prompt.user
}

async function askOracle(answers: readonly Labelled[], errors: Errors): Promise<Verdict[]> {
  const labels = new Map(answers.map((one) => [promptOf(one), one.isFaulty]))
  const createCall = createOracle((prompt) => labels.get(prompt), errors)
  const signal = new AbortController().signal
  return verdictsOf({ endpoint: endpoint!, answers, timeouts, signal, done() {}, createCall })
}

describe('a judge is measured on labelled answers', () => {
  const answers = readLabelled(fileOf('answers'))

  it('of both kinds, enough of each', () => {
    const faulty = answers.filter(({ isFaulty }) => isFaulty).length
    expect(faulty).toBeGreaterThan(60)
    expect(answers.length - faulty).toBeGreaterThan(60)
  })

  it('and decides where it agrees with them beyond doubt', async () => {
    const verdicts = await askOracle(answers, { missed: 0.1, alarmed: 0.03 })
    const calibration = calibrationOf('oracle', verdicts)
    expect(calibration.kappa).toBeGreaterThan(0.75)
    expect(calibration.low).toBeLessThan(calibration.kappa)
    expect(mayGate(calibration)).toBe(true)
  })

  it.each([
    ['that supports everything', { missed: 1, alarmed: 0 }],
    ['that doubts everything', { missed: 0, alarmed: 1 }],
    ['that guesses', { missed: 0.5, alarmed: 0.5 }],
    ['that is half right', { missed: 0.3, alarmed: 0.2 }],
  ])('and only watches if it is one %s', async (_, errors) => {
    const calibration = calibrationOf('oracle', await askOracle(answers, errors))
    expect(mayGate(calibration)).toBe(false)
  })

  it('and not at all when it says too little', async () => {
    const silent = answers.map(({ id, isFaulty }) => ({ id, isFaulty, isDoubted: null }))
    expect(() => calibrationOf('oracle', silent)).toThrow(/marked 0 of 159 answers, too few/)
  })

  it('and not at all by a handful of them', async () => {
    const verdicts = await askOracle(answers.slice(0, 20), { missed: 0, alarmed: 0 })
    expect(() => calibrationOf('oracle', verdicts)).toThrow(/^A judge is measured by 30 faulty /)
  })
})

it('rules, guards and a judge of measured accuracy stop what is planted, and take few good answers for bad', async () => {
  const held = sets.flatMap((name) => {
    const orderOf = ordersFor(fileOf(name))
    return readAnswers(fileOf(name)).map((one) => holdAgainstRules(one, orderOf(one.firm)))
  })
  const labelled = sets.flatMap((name) => readLabelled(fileOf(name)))
  const verdicts = await askOracle(labelled, { missed: 0.15, alarmed: 0.03 })
  const { found, alarmed, low } = calibrationOf('oracle', verdicts)
  expect(mayGate({ low })).toBe(true)
  const isDoubted = (id: string) => verdicts.find((one) => one.id === id)?.isDoubted === true
  const isStopped = ({ id, faults }: (typeof held)[number]) => faults.length > 0 || isDoubted(id)
  const share = (kind: 'good' | 'bad') => {
    const all = held.filter((one) => one.kind === kind)
    return all.filter(isStopped).length / all.length
  }
  expect([found, alarmed]).toEqual([expect.closeTo(0.85, 1), expect.closeTo(0.03, 1)])
  expect(share('bad')).toBeGreaterThanOrEqual(0.97)
  expect(share('good')).toBeLessThanOrEqual(0.05)
})
