import { z } from 'zod'
import { words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { type Activity, activityRows, activityShape } from './activity-rows.ts'
import { type CriterionRule, cases, criteria, judged } from './criteria.ts'
import { retentionPlaceOf } from './retention.ts'
import { riskShape, risksOf } from './risks.ts'

/** One assessment: of an activity, and of those that are like it (Art. 35(1), last sentence). */
export const sheetShape = z.strictObject({
  /** The activity that weighs most among them. */
  subject: activityShape,
  /** Titles of the others. */
  covers: z.array(words),
  /** What speaks for it, weightiest first. */
  because: z.array(words).min(1),
  risks: z.array(riskShape).min(1),
})

type Sheet = z.infer<typeof sheetShape>

/** Is an impact assessment due, of what, and which risks has it to look at? */
export function assessmentOf(answers: GdprAnswers, activities: readonly Activity[]) {
  const dpiaCriteria = judged(criteria, answers, activities)
  const sheets = sheetsOf(answers, activities)
  const dpiaSubject = sheets[0]?.subject ?? heaviest(answers, activities)
  return {
    dpiaCases: judged(cases, answers, activities),
    dpiaCriteria,
    dpiaMet: dpiaCriteria.filter(({ met }) => met).length,
    dpiaDue: sheets.length > 0,
    dpiaSheets: sheets,
    dpiaActivities: sheets.flatMap(({ subject, covers }) => [subject.title, ...covers]),
    dpiaSubject,
    dpiaRisks: risksOf(idsMet(criteria, answers, dpiaSubject), dpiaSubject),
  }
}

export function isAssessmentDue(answers: GdprAnswers): boolean {
  const activities = activityRows(answers, retentionPlaceOf(answers))
  return activities.some((activity) => isDue(answers, activity))
}

/** By Art. 35(3), or because two criteria are met in the same activity, as the working party advises. */
function isDue(answers: GdprAnswers, activity: Activity): boolean {
  const named = idsMet(cases, answers, activity)
  return named.length > 0 || idsMet(criteria, answers, activity).length >= 2
}

/** What meets the same criteria is alike, and assessed together. */
function sheetsOf(answers: GdprAnswers, activities: readonly Activity[]): Sheet[] {
  const due = activities.filter((activity) => isDue(answers, activity))
  const alike = Map.groupBy(byWeight(answers, due), (activity) =>
    [activity.concerns, ...idsMet(criteria, answers, activity)].join(),
  )
  return [...alike.values()].flatMap(([subject, ...others]) =>
    subject === undefined
      ? []
      : {
          subject,
          covers: others.map(({ title }) => title),
          because: criteria.flatMap(({ because }) => because(subject, answers) || []),
          risks: risksOf(idsMet(criteria, answers, subject), subject),
        },
  )
}

function idsMet(rules: readonly CriterionRule[], answers: GdprAnswers, activity: Activity) {
  return rules.filter(({ because }) => because(activity, answers)).map(({ id }) => id)
}

function heaviest(answers: GdprAnswers, activities: readonly Activity[]): Activity {
  const [first] = byWeight(answers, activities)
  if (!first) throw new Error('A record has at least one activity.')
  return first
}

/** A case of the law first, then what judges people, then what concerns people outside the firm. */
function byWeight(answers: GdprAnswers, activities: readonly Activity[]): Activity[] {
  return activities
    .map((activity) => ({ activity, weight: weightOf(answers, activity) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ activity }) => activity)
}

/** Each outweighs all that come after it; `criteria` stand in that order. */
function weightOf(answers: GdprAnswers, activity: Activity): number {
  const met = idsMet(criteria, answers, activity)
  const digits = [
    idsMet(cases, answers, activity).length > 0,
    met.includes('automated') || met.includes('scoring'),
    activity.concerns === 'public',
    ...criteria.map(({ id }) => met.includes(id)),
  ]
  return Number.parseInt(digits.map(Number).join(''), 2)
}
