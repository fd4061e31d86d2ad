import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Given, ordersFor, readAnswers } from '../../commands/eval/answers.ts'
import { judge } from '../../commands/eval/judge.ts'

/** A sentence that is put at the end of one text of a good answer. */
interface Added {
  readonly kind: 'good' | 'bad'
  /** Id of the answer. */
  readonly to: string
  /** Path of the text. */
  readonly at: string
  readonly says: string
}

const folder = join(import.meta.dirname, '..', 'answers')
const file = join(folder, 'answers.jsonl')
const orderOf = ordersFor(file)
const answers = new Map(readAnswers(file).map((given) => [given.id, given]))
const added = readFileSync(join(folder, 'sentences.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Added)

/** What is wrong with the answer once the sentence stands in it; that it is long does not count. */
function faultsOf({ to, at, says }: Added): string[] {
  const given = answers.get(to) as Given
  const answer = extended(given.answer, at.split('.'), says)
  const { faults } = judge({ ...given, answer }, orderOf(given.firm))
  return faults.filter((fault) => fault !== 'invalid' && !/ at most \d+ characters$/.test(fault))
}

function extended(value: unknown, [key, ...rest]: readonly string[], says: string): unknown {
  if (key === undefined) return `${String(value)} ${says}`
  const object = value as Record<string, unknown>
  return { ...object, [key]: extended(object[key], rest, says) }
}

describe('a sentence in a good answer', () => {
  it.each(added.filter(({ kind }) => kind === 'bad'))('is stopped: $says', (one) => {
    expect(faultsOf(one)).not.toEqual([])
  })

  it.each(added.filter(({ kind }) => kind === 'good'))('passes: $says', (one) => {
    expect(faultsOf(one)).toEqual([])
  })
})
