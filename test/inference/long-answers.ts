import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { checkAnswer } from '../../inference/checks/check-answer.ts'
import { askFor, assignmentOf } from './rig.ts'

/**
 * What the checks say of an answer that is one text over and over.
 *
 * @param times of its bound that each text is long at the most
 */
export function checkedLong(artefact: string, text: string, times = Infinity) {
  const assignment = assignmentOf(
    askFor(artefact, { part: artefact === 'briefing' ? '' : 'orders' }),
  )
  const texts = Object.entries(assignment.content.shape).map(([key, { maxLength }]) => [
    key,
    text.slice(0, times * maxLength),
  ])
  return checkAnswer(JSON.stringify(Object.fromEntries(texts)), assignment, unsupportedCharacters)
}
