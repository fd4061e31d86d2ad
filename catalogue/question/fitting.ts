import { z } from 'zod'
import { answerAt, holds } from './condition.ts'
import { about, type Question } from './question.ts'

/** A question with where it stands: `place.memberState`. */
interface Placed extends Question {
  readonly path: string
}

/**
 * The questionnaire whose answers fit one another: every `neededWhen` and `among` in it is kept to. It
 * looks at what was answered however wrong the rest is, so all mistakes are told together.
 */
export function fitting<Questions extends z.ZodObject>(questions: Questions): Questions {
  const placed = placedIn(questions)
  return questions.superRefine(
    (answers, check) => {
      for (const one of placed)
        for (const message of [...missing(one, answers), ...strange(one, answers)])
          check.addIssue({ code: 'custom', path: one.path.split('.'), message })
    },
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
}

function placedIn(questions: z.ZodObject, prefix = ''): Placed[] {
  return Object.entries(questions.shape).flatMap(([name, question]) => {
    const path = prefix + name
    const own = { ...(question.meta() as unknown as Question), path }
    return question instanceof z.ZodObject ? [own, ...placedIn(question, `${path}.`)] : [own]
  })
}

function missing({ path, neededWhen }: Placed, answers: unknown): string[] {
  const isNeeded = neededWhen?.when.every((condition) => holds(condition, answers))
  return isNeeded && isBlank(answerAt(answers, path)) ? [neededWhen!.missing] : []
}

function isBlank(answer: unknown): boolean {
  return answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0)
}

/** What is chosen here and not there; where the question is not asked, nothing is. */
function strange({ path, title, labels, askedWhen, among }: Placed, answers: unknown): string[] {
  if (among === undefined || (askedWhen && !holds(askedWhen, answers))) return []
  const there = new Set([answerAt(answers, among.question)].flat())
  const chosen = [answerAt(answers, path)].flat().filter((id) => typeof id === 'string')
  return chosen
    .filter((id) => !there.has(id))
    .map((id) => {
      const label = labels?.[id] ?? id
      return about(title, `“${label}” is not ${among.as}; choose it there as well, or not here.`)
    })
}
