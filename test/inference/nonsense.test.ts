import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { checkAnswer } from '../../inference/checks/check-answer.ts'
import { assignmentFor } from '../../inference/job/assignment.ts'
import { askFor, orders } from './rig.ts'

interface Nonsense {
  readonly artefact: string
  readonly part: string
  /** The answer as it came, letter for letter. */
  readonly text: string
}

const file = join(import.meta.dirname, '..', 'answers', 'nonsense.jsonl')
const nonsense = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Nonsense)

describe('what two small trained models really wrote', () => {
  it.each(orders)('is refused, all of it, for $answers.company.legalName', (order) => {
    const passed = nonsense.filter(({ artefact, part, text }) => {
      const assignment = assignmentFor(askFor(artefact, { order, part }))
      return assignment && checkAnswer(text, assignment, unsupportedCharacters).failure === null
    })
    expect(passed).toEqual([])
    expect(nonsense).toHaveLength(273)
  })
})
