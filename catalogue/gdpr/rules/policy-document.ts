import { z } from 'zod'
import { words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import type { Activity } from './activity-rows.ts'
import { lawsOf } from './adequacy.ts'
import { needsPolicyDocument } from './conditions.ts'

/** An activity in the United Kingdom of which an appropriate policy document has to tell (Sch. 1, Part 4). */
export const policyRowShape = z.strictObject({
  title: words,
  sensitive: z.array(words).min(1),
  condition: words,
  /** How Art. 6 is met (para. 41). */
  basis: words,
  retention: words,
  trigger: words,
})

type PolicyRow = z.infer<typeof policyRowShape>

/** None under EU law alone, and none where every condition goes without the document. */
export function policyRowsOf(answers: GdprAnswers, activities: readonly Activity[]): PolicyRow[] {
  if (!lawsOf(answers.place.where).uk) return []
  return activities
    .filter(({ sensitive }) => sensitive.length > 0)
    .filter(({ concerns }) => needsPolicyDocument(concerns, answers))
    .map(({ title, sensitive, condition, basis, retention, trigger }) => {
      return { title, sensitive, condition, basis, retention, trigger }
    })
}
