import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { checkAnswer } from '../../inference/checks/check-answer.ts'
import { type Assignment, assignmentFor } from '../../inference/job/assignment.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import { filled } from '../../pack/slots.ts'
import type { Given } from './answers.ts'
import { intoSlots } from './into-slots.ts'
import { rewritten } from './obedient-writer.ts'

export interface Judged extends Given {
  /** What the checks find wrong; empty: it passes. */
  readonly faults: readonly string[]
  /** The same of the answer after one complaint; as before where it passed at once. */
  readonly faultsAfter: readonly string[]
  /** The checks that found what is wrong. */
  readonly foundBy: readonly string[]
}

/** Holds an answer against the checks of its firm, artefact and row, and once more after a complaint. */
export function judge(given: Given, order: FrozenOrder): Judged {
  const { artefact, row: part } = given
  const ask = { order, email: '', artefact, part, round: 1, tier: '32b', deadline: 0 } as const
  const assignment = assignmentFor(ask)
  if (assignment === null) return unjudged(given, 'there is no such artefact or row')
  const slots = assignment.slots ?? {}
  // Its author knew of no slots: as it would have been written with them.
  const answer = intoSlots(given.answer, slots)
  const { faults, foundBy } = verdictOn(answer, assignment)
  if (faults.length === 0) return { ...given, faults, faultsAfter: [], foundBy }
  const fits = (text: unknown) => assignment.content.safeParse(filled(text, slots)).success
  const again = rewritten(answer, faults, fits)
  return { ...given, faults, faultsAfter: verdictOn(again, assignment).faults, foundBy }
}

function unjudged(given: Given, why: string): Judged {
  return { ...given, faults: [why], faultsAfter: [why], foundBy: [] }
}

function verdictOn(
  answer: unknown,
  assignment: Assignment,
): { faults: readonly string[]; foundBy: readonly string[] } {
  const verdict = checkAnswer(JSON.stringify(answer), assignment, unsupportedCharacters)
  const { failure, foundBy } = verdict
  return { faults: failure === null ? [] : [failure, ...verdict.faults], foundBy: foundBy ?? [] }
}
