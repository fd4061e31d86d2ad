import { z } from 'zod'
import type { View } from '../../pack/artefact.ts'
import { everyPackView } from '../every-pack.ts'
import { isoDate, words } from '../shape.ts'
import { activityShape } from './rules/activity-rows.ts'
import { sheetShape } from './rules/assessment.ts'
import { cookieShape } from './rules/cookies.ts'
import { criterionShape } from './rules/criteria.ts'
import { firmShape } from './rules/firm.ts'
import { gatedShape } from './rules/gate.ts'
import { weighedShape } from './rules/interests.ts'
import { leftOutShape } from './rules/left-out.ts'
import { monitoredShape } from './rules/monitoring.ts'
import { nationalLawShape } from './rules/national-law.ts'
import { officerTestShape } from './rules/officer.ts'
import { passageShape } from './rules/passages.ts'
import { phaseShape, taskShape } from './rules/plan.ts'
import { policyRowShape } from './rules/policy-document.ts'
import { processorShape } from './rules/processors.ts'
import { retentionShape } from './rules/retention-rows.ts'
import { riskShape } from './rules/risks.ts'
import { scenarioShape } from './rules/scenarios.ts'
import { measureShape } from './rules/security.ts'
import { systemShape } from './rules/systems.ts'
import { territoryShape } from './rules/territory.ts'
import { transferShape } from './rules/transfers.ts'
import { useShape } from './rules/use.ts'

/**
 * Every variable of the pack's templates, static forms and prompts. Nothing is ever absent. The
 * shapes stand with the rules that fill them.
 */
export const viewSchema = z.strictObject({
  ...everyPackView.shape,
  ...firmShape.shape,
  ...territoryShape.shape,
  ...nationalLawShape.shape,
  ...useShape.shape,
  activities: z.array(activityShape).min(1),
  /** Those of which the customer notice tells. */
  noticeActivities: z.array(activityShape),
  /** Those among them of which the notice's section writes; of the others the rules' own words tell. */
  sectionActivities: z.array(activityShape),
  /** Who gives the firm data of customers besides themselves. */
  noticeSources: z.array(words),
  /** Those of which the notice for staff and applicants tells. */
  staffActivities: z.array(activityShape),
  /** Those that rest on legitimate interests, wholly or in part, monitoring of staff included. */
  interestActivities: z.array(weighedShape),
  /** Titles of the purposes for which a joint controller is told of, by whom they concern. */
  jointPurposes: z.array(words),
  jointForCustomers: z.array(words),
  jointForStaff: z.array(words),
  /** The same of decisions by computer alone. */
  automatedPurposes: z.array(words),
  automatedForCustomers: z.array(words),
  automatedForStaff: z.array(words),
  employs: z.boolean(),
  recruits: z.boolean(),
  /** How staff are watched, cameras on the premises included; empty without staff. */
  monitoring: z.array(monitoredShape),
  cookies: z.array(cookieShape),
  /** Those that wait for consent. */
  consentCookies: z.array(cookieShape),
  systems: z.array(systemShape),
  /** Recipients whom the answers do not name: `{ id: 'website', who: 'the firm that hosts …' }`. */
  unnamedRecipients: z.array(z.strictObject({ id: words, who: words })),
  /** The vendors that hold data in their systems, each once. */
  vendors: z.array(words),
  processors: z.array(processorShape),
  /** What the UK policy document has to tell of; empty where none is asked for. */
  policyRows: z.array(policyRowShape),
  transfers: z.array(transferShape),
  /** Systems whose data may lie abroad although no transfer to their vendor was named. */
  mayBeAbroad: z.array(words),
  /** Systems that are kept in the EEA or the United Kingdom, for a law to which that is abroad. */
  nearby: z.array(passageShape),
  /** Systems kept elsewhere, or by a group from there, of which no transfer was named. */
  perhapsAbroad: z.array(passageShape),
  /** All of these, as notices and the record list them. */
  abroad: z.array(passageShape),
  /** The same without those whose pixels or content the website loads. */
  abroadForStaff: z.array(passageShape),
  /** The three cases that Art. 35(3) names. */
  dpiaCases: z.array(criterionShape).length(3),
  /** The nine criteria of the working party's guidelines on impact assessments (WP 248). */
  dpiaCriteria: z.array(criterionShape).length(9),
  dpiaMet: z.int(),
  /** By Art. 35(3), or by two criteria or more in one activity. */
  dpiaDue: z.boolean(),
  /** Of what an assessment is due, the weightiest first; empty when none is. */
  dpiaSheets: z.array(sheetShape),
  /** Titles of the activities that the sheets are about or cover. */
  dpiaActivities: z.array(words),
  /** The activity with which to start: that of the first sheet where there is one. */
  dpiaSubject: activityShape,
  dpiaRisks: z.array(riskShape).min(1),
  dpoTests: z.array(officerTestShape).min(3),
  dpoDue: z.boolean(),
  measures: z.array(measureShape).min(1),
  /** What the answers say is in place; nothing is assumed. */
  security: z.array(words),
  /** A privacy notice stands somewhere already, and is to be replaced. */
  noticePublished: z.boolean(),
  retention: z.array(retentionShape).min(1),
  /** Those among them for which a section gives the reasons at length. */
  sectionRetention: z.array(retentionShape).min(1),
  scenarios: z.array(scenarioShape).min(1),
  plan: z.array(taskShape).min(1),
  /** When the notices are to be published. */
  publishing: isoDate,
  /** What each notice says that is not true yet. */
  gateForCustomers: z.array(gatedShape),
  gateForStaff: z.array(gatedShape),
  planPhases: z.array(phaseShape).min(1),
  /** The documents that do not apply to this firm, by catalogue number. */
  leftOut: z.array(leftOutShape),
})

export type GdprView = z.infer<typeof viewSchema>

export const gdprView = (view: View) => view as unknown as GdprView
