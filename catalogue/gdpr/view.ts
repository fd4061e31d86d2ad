import type { FrozenOrder } from '../../pack/order.ts'
import { plusDays } from '../../pack/wording.ts'
import type { GdprAnswers } from './questionnaire.ts'
import { concernsPublic } from './rules/activities.ts'
import { type Activity, activityRows } from './rules/activity-rows.ts'
import { assessmentOf } from './rules/assessment.ts'
import { cookiesOf } from './rules/cookies.ts'
import { firmOf } from './rules/firm.ts'
import { gateOf } from './rules/gate.ts'
import { isOfSection } from './rules/implied.ts'
import { weighedActivities } from './rules/interests.ts'
import { reviewDays } from './rules/law.ts'
import { leftOutOf } from './rules/left-out.ts'
import { monitoringOf } from './rules/monitoring.ts'
import { nationalLawOf } from './rules/national-law.ts'
import { officerTests } from './rules/officer.ts'
import { abroadOf } from './rules/passages.ts'
import { planOf } from './rules/plan.ts'
import { policyRowsOf } from './rules/policy-document.ts'
import { processorsOf } from './rules/processors.ts'
import { unnamedIn } from './rules/recipients.ts'
import { consentProof, retentionPlaceOf } from './rules/retention.ts'
import { retentionOf } from './rules/retention-rows.ts'
import { scenariosOf } from './rules/scenarios.ts'
import { measuresOf, securityOf } from './rules/security.ts'
import { systemsOf } from './rules/systems.ts'
import { territoryOf } from './rules/territory.ts'
import { useOf } from './rules/use.ts'
import type { GdprView } from './view-schema.ts'

/** Everything the texts of the pack say of this firm, derived from the frozen order alone. */
export function viewOf(answers: GdprAnswers, order: FrozenOrder): GdprView {
  const firm = factsOf(answers, order)
  return { ...firm, ...gateOf(firm, answers) }
}

function factsOf(answers: GdprAnswers, order: FrozenOrder) {
  return {
    ...firmOf(answers),
    ...territoryOf(answers),
    ...nationalLawOf(answers),
    ...useOf(answers),
    ...systemsOf(answers),
    ...cookiesOf(answers),
    ...abroadOf(answers),
    ...officerTests(answers),
    ...whatIsDone(answers),
    noticePublished: answers.practice.notice === 'yes',
    security: securityOf(answers.practice),
    measures: measuresOf(answers.practice),
    scenarios: scenariosOf(answers),
    ...planOf(answers, order.frozenAt),
    nextReview: plusDays(order.frozenAt, reviewDays),
  }
}

/** The activities of the record, and what follows from them. */
function whatIsDone(answers: GdprAnswers) {
  const place = retentionPlaceOf(answers)
  const activities = activityRows(answers, place)
  const retention = retentionOf(answers, activities, place)
  const interestActivities = weighedActivities(answers, activities, place)
  return {
    activities,
    interestActivities,
    jointPurposes: titlesOf(activities.filter(isJoint)),
    automatedPurposes: titlesOf(activities.filter(isAutomated)),
    unnamedRecipients: unnamedIn(activities),
    ...customers(answers, activities),
    ...staff(activities),
    ...assessmentOf(answers, activities),
    monitoring: monitoringOf(answers, place),
    policyRows: policyRowsOf(answers, activities),
    processors: processorsOf(answers, activities),
    retention,
    sectionRetention: retention.filter((row) => isOfSection(row) && row.id !== consentProof.id),
    leftOut: leftOutOf(answers, activities, interestActivities),
  }
}

function customers({ use }: GdprAnswers, activities: readonly Activity[]) {
  const isTold = concernsPublic(use.purposes)
  const noticeActivities = activities.filter(({ concerns }) => isTold && concerns === 'public')
  const noticeSources = [...new Set(noticeActivities.flatMap(({ sources }) => sources))]
  return {
    noticeActivities,
    sectionActivities: noticeActivities.filter(({ noticeText }) => noticeText === ''),
    noticeSources,
    jointForCustomers: titlesOf(noticeActivities.filter(isJoint)),
    automatedForCustomers: titlesOf(noticeActivities.filter(isAutomated)),
  }
}

// With the firm that was named for it: those whose pixels a website loads are told of beside them.
const isJoint = (activity: Activity) => activity.jointWith !== '' && isOfSection(activity)
const isAutomated = ({ automated }: Activity) => automated
const titlesOf = (activities: readonly Activity[]) => activities.map(({ title }) => title)

function staff(activities: readonly Activity[]) {
  const staffActivities = activities.filter(({ concerns }) => concerns === 'staff')
  const has = (id: string) => staffActivities.some((activity) => activity.id === id)
  return {
    staffActivities,
    jointForStaff: titlesOf(staffActivities.filter(isJoint)),
    automatedForStaff: titlesOf(staffActivities.filter(isAutomated)),
    employs: has('staff') || has('payroll'),
    recruits: has('recruitment'),
  }
}
