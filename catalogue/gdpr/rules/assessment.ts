import type { GdprAnswers } from '../questionnaire.ts'
import type { Activity } from './activity-rows.ts'
import { cases, criteria, isMonitored, judged, sensitive } from './criteria.ts'
import { risksOf } from './risks.ts'

const met = (rules: typeof cases, answers: GdprAnswers) =>
  judged(rules, answers).filter((criterion) => criterion.met)

/**
 * By Art. 35(3), or because two criteria are met, as the working party advises. The answers are about
 * the firm as a whole, so the two may meet in no single activity; the document asks the firm to check.
 */
export function isAssessmentDue(answers: GdprAnswers): boolean {
  return met(cases, answers).length > 0 || met(criteria, answers).length >= 2
}

/** Is an impact assessment due, of what, and which risks has it to look at? */
export function assessmentOf(answers: GdprAnswers, activities: readonly Activity[]) {
  const dpiaSubject = subjectOf(answers, activities)
  const ids = met(criteria, answers).map(({ id }) => id)
  return {
    dpiaCases: judged(cases, answers),
    dpiaCriteria: judged(criteria, answers),
    dpiaMet: ids.length,
    dpiaDue: isAssessmentDue(answers),
    dpiaSubject,
    dpiaRisks: risksOf(ids, dpiaSubject),
  }
}

/** Where to start: with what weighs most in the screening, else with the first activity. */
function subjectOf({ use }: GdprAnswers, activities: readonly Activity[]): Activity {
  const [first] = activities
  if (!first) throw new Error('A record has at least one activity.')
  const guarded = activities.filter(({ special }) => special.length > 0)
  const delicate = guarded.find(({ concerns }) => concerns === 'public') ?? guarded[0]
  return (
    (sensitive(use) && delicate) ||
    activities.find(({ id }) => id === 'cctv') ||
    (isMonitored(use) && activities.find(({ concerns }) => concerns === 'staff')) ||
    delicate ||
    first
  )
}
