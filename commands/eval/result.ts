import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { checkAnswer } from '../../inference/checks/check-answer.ts'
import type { Ask } from '../../inference/job/ask.ts'
import { artefactOf, assignmentFor } from '../../inference/job/assignment.ts'
import type { Outcome } from '../../pack/outcome.ts'
import type { Reason } from '../../pack/reason.ts'
import type { Call, Page } from './notebook.ts'

/** What became of one case. */
export interface Result {
  readonly operation: string
  /** `at-once`; `rescued`: by being asked again with what was wrong; else why there is no text. */
  readonly end: 'at-once' | 'rescued' | Reason
  /** Any call of it was answered. */
  readonly answered: boolean
  /** Of its first answer; null where none could be read. */
  readonly grounded: boolean | null
  readonly costMicros: number
  /** From the question to the end, all calls and pauses in it. */
  readonly seconds: number
}

export function resultOf(ask: Ask, outcome: Outcome, { ask: { seconds }, calls }: Page): Result {
  return {
    operation: artefactOf(ask)?.operation ?? ask.artefact,
    end: outcome.source === 'none' ? outcome.reason : writtenBy(calls),
    answered: calls.some(({ verdict }) => !isSilence(verdict)),
    grounded: groundedIn(calls, ask),
    costMicros: calls.reduce((sum, { costMicros }) => sum + costMicros, 0),
    seconds,
  }
}

/** A call that a busy server had to be asked twice is none that the model had to be. */
function writtenBy(calls: readonly Call[]): 'at-once' | 'rescued' {
  const wasUnfit = ({ verdict }: Call) => verdict === 'invalid' || verdict === 'truncated'
  return calls.some(wasUnfit) ? 'rescued' : 'at-once'
}

function isSilence(verdict: Call['verdict']): boolean {
  return verdict === 'unreachable' || verdict === 'timeout'
}

/** The checks that hold what a text states against what is known of the firm and of the law. */
const checksOfFacts = ['outside', 'untrue', 'invented', 'grounding', 'names', 'shares']

function groundedIn(calls: readonly Call[], ask: Ask): boolean | null {
  const assignment = assignmentFor(ask)
  const text = calls.map(({ said }) => said?.text ?? null).find((one) => one !== null)
  if (assignment === null || text === undefined) return null
  const { foundBy } = checkAnswer(text, assignment, unsupportedCharacters)
  return foundBy && !foundBy.some((check) => checksOfFacts.includes(check))
}
