import { z } from 'zod'
import { answerAt, holds } from './condition.ts'
import type { Need, Question } from './question.ts'

/**
 * The questionnaire with every `neededWhen` in it kept to. It looks at what was answered however
 * wrong the rest is, so what is missing is told together with all other mistakes.
 */
export function keepingNeeds<Questions extends z.ZodObject>(questions: Questions): Questions {
  const needs = needsIn(questions)
  return questions.superRefine(
    (answers, check) => {
      for (const { path, when, missing } of needs)
        if (
          when.every((condition) => holds(condition, answers)) &&
          isBlank(answerAt(answers, path))
        )
          check.addIssue({ code: 'custom', path: path.split('.'), message: missing })
    },
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
}

function needsIn(questions: z.ZodObject, prefix = ''): (Need & { path: string })[] {
  return Object.entries(questions.shape).flatMap(([name, question]) => {
    const path = prefix + name
    const { neededWhen } = (question.meta() ?? {}) as Partial<Question>
    const own = neededWhen ? [{ ...neededWhen, path }] : []
    return question instanceof z.ZodObject ? [...own, ...needsIn(question, `${path}.`)] : own
  })
}

function isBlank(answer: unknown): boolean {
  return answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0)
}
