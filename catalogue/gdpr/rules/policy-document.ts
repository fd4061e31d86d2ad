import { z } from 'zod'
import { words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { specialData } from '../questions/choices.ts'
import type { Activity } from './activity-rows.ts'
import { needsPolicyDocument } from './conditions.ts'
import { lawsOf } from './law.ts'

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
  // German church tax tells of religion, and is no matter of UK law.
  const { specialOfCustomers, specialOfStaff } = answers.use
  const ticked = [...specialOfCustomers, ...specialOfStaff].map((kind) => specialData[kind])
  return activities
    .filter(({ concerns }) => needsPolicyDocument(concerns, answers))
    .map((activity) => rowOf(activity, ticked))
    .filter(({ sensitive }) => sensitive.length > 0)
}

function rowOf(activity: Activity, ticked: readonly string[]): PolicyRow {
  const { title, condition, basis, retention, trigger } = activity
  const sensitive = activity.sensitive.filter((kind) => ticked.includes(kind))
  return { title, sensitive, condition, basis, retention, trigger }
}
