import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkAnswer } from '../inference/checks/check-answer.ts'
import { intoSlots } from '../inference/eval/into-slots.ts'
import { assignmentFor } from '../inference/job/assignment.ts'
import type { Answers, FrozenOrder } from '../pack/order.ts'

/**
 * `node dev/measure-checks.ts FILE.jsonl [INJECTIONS.json]`: what the checks say of given answers,
 * one JSON object a line: firm (a sample's name), artefact, row, kind, answer. Prints each verdict
 * that is not as wanted, and on the last line what passed of each kind.
 */
interface Given {
  readonly id: string
  readonly firm: string
  readonly artefact: string
  readonly row: string
  readonly kind: 'good' | 'sloppy' | 'bad'
  readonly answer: unknown
  readonly planted?: string
}

const [file, injections] = process.argv.slice(2)
if (file === undefined) {
  process.stderr.write('Which answers? node dev/measure-checks.ts FILE.jsonl [INJECTIONS.json]\n')
  process.exit(2)
}

const descriptions = injections
  ? (JSON.parse(readFileSync(injections, 'utf8')) as Record<string, string>)
  : {}

/** The short names under which the answers know the samples. */
const sampleOf: Readonly<Record<string, string>> = {
  bakery: 'gdpr',
  plumber: 'gdpr/plumber-uk',
  physio: 'gdpr/physiotherapy-london',
  spain: 'gdpr/everything-spain',
  maker: 'gdpr/manufacturer-germany',
  gym: 'gdpr/gym-norway',
  saas: 'gdpr/software-bulgaria',
  lettings: 'gdpr/lettings-scotland',
}

function orderFor(firm: string): FrozenOrder {
  const [name = '', injection] = firm.split('+')
  const path = join(import.meta.dirname, 'samples', `${sampleOf[name] ?? name}.json`)
  const answers = JSON.parse(readFileSync(path, 'utf8')) as Answers
  const company = answers['company'] as object
  const description = injection && descriptions[injection]
  return {
    id: 'ord_measured',
    pack: 'gdpr',
    tier: 'full',
    answers: description ? { ...answers, company: { ...company, description } } : answers,
    currency: 'gbp',
    amount: 49_000,
    contentVersion: '1.0.0',
    frozenAt: '2026-11-21T10:00:00.000Z',
  }
}

function faultsOf({ firm, artefact, row, answer }: Given): readonly string[] {
  const order = orderFor(firm)
  const job = assignmentFor({ order, artefact, part: row, round: 1, tier: '32b', deadline: 0 })
  if (job === null) return ['there is no such artefact or row']
  const verdict = checkAnswer(JSON.stringify(intoSlots(answer, job.slots ?? {})), job, () => [])
  return verdict.failure === null ? [] : [verdict.failure, ...verdict.faults]
}

const given = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Given)
const judged = given.map((one) => ({ ...one, faults: faultsOf(one) }))
const unwanted = judged.filter(({ kind, faults }) => (faults.length === 0) === (kind === 'bad'))
for (const { id, kind, planted, faults } of unwanted) {
  process.stdout.write(`${id} ${kind}: ${faults.join(' | ') || `passed: ${planted ?? ''}`}\n`)
}
const count = (kind: Given['kind']) => {
  const all = judged.filter((one) => one.kind === kind)
  return { passed: all.filter(({ faults }) => faults.length === 0).length, of: all.length }
}
const bad = count('bad')
const stopped = { stopped: bad.of - bad.passed, of: bad.of }
const sum = { good: count('good'), sloppy: count('sloppy'), bad: stopped }
process.stdout.write(`${JSON.stringify(sum)}\n`)
