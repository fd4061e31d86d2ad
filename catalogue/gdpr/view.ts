import type { FrozenOrder } from '../../pack/order.ts'
import { asItem, sentence } from '../../pack/sentence.ts'
import { plusDays } from '../../pack/wording.ts'
import { type GdprAnswers, questionnaire } from './questionnaire.ts'
import { data, hosting, people, specialData, systemUses } from './questions/choices.ts'
import { activityRows } from './rules/activity-rows.ts'
import { assessmentOf } from './rules/assessment.ts'
import { authoritiesOf, stateInSentence } from './rules/authorities.ts'
import { cookiesOf } from './rules/cookies.ts'
import { weighedActivities } from './rules/interests.ts'
import * as law from './rules/law.ts'
import { leftOutOf } from './rules/left-out.ts'
import { monitoringOf } from './rules/monitoring.ts'
import { officerTests } from './rules/officer.ts'
import { planOf } from './rules/plan.ts'
import { processorsOf } from './rules/processors.ts'
import type { RetentionPlace } from './rules/retention.ts'
import { retentionOf } from './rules/retention-rows.ts'
import { scenarioRules } from './rules/scenarios.ts'
import { sectorOf } from './rules/sectors.ts'
import { measuresOf, securityOf } from './rules/security.ts'
import { transfersOf } from './rules/transfers.ts'
import type { Activity, GdprView } from './view-schema.ts'

/** Everything the texts of the pack say of this firm, derived from the frozen order alone. */
export function viewOf(order: FrozenOrder): GdprView {
  const answers = questionnaire.parse(order.answers)
  const place = placeOf(answers)
  const activities = activityRows(answers, place)
  const noticeActivities = activities.filter(isOfNotice)
  const interestActivities = weighedActivities(answers, activities, place)
  return {
    ...who(answers),
    ...where(answers),
    ...what(answers),
    ...staff(answers, activities, place),
    ...assessmentOf(answers, activities),
    ...officerTests(answers),
    ...cookiesOf(answers),
    ...transfersOf(answers),
    activities,
    noticeActivities,
    noticeSources: [...new Set(noticeActivities.flatMap(({ sources }) => sources))],
    interestActivities,
    processors: processorsOf(answers, activities),
    measures: measuresOf(answers.practice),
    retention: retentionOf(answers, activities, place),
    scenarios: scenarioRules
      .filter(({ when }) => when(answers))
      .map(({ when: _, ...rest }) => ({ ...rest, about: [...rest.about] })),
    ...planOf(answers, order.frozenAt),
    nextReview: plusDays(order.frozenAt, law.reviewDays),
    leftOut: leftOutOf(answers, activities, interestActivities),
  }
}

function isOfNotice({ id, concerns }: Activity): boolean {
  return concerns === 'public' && id !== 'accountability'
}

function staff(answers: GdprAnswers, activities: readonly Activity[], place: RetentionPlace) {
  const staffActivities = activities.filter(({ concerns }) => concerns === 'staff')
  const has = (id: string) => staffActivities.some((activity) => activity.id === id)
  return {
    staffActivities,
    employs: has('staff') || has('payroll'),
    recruits: has('recruitment'),
    monitoring: monitoringOf(answers, place),
  }
}

function placeOf({ place }: GdprAnswers): RetentionPlace {
  return {
    eu: place.where !== 'uk',
    uk: place.where !== 'eu',
    accountsYears: place.accountsYears ?? 0,
    staffYears: place.staffYears ?? place.accountsYears ?? 0,
  }
}

function who({ company, person, approver, privacy, place }: GdprAnswers) {
  const { sector, ...firm } = company
  return {
    company: {
      ...firm,
      name: firm.tradingName || firm.legalName,
      tradingName: firm.tradingName ?? '',
      number: firm.number ?? '',
      address: firm.address
        .split(/,?\s*\n+/)
        .map(asItem)
        .join(', '),
      website: firm.website ?? '',
    },
    sector: sectorOf(sector),
    owner: sentence`${person.name}, ${person.role}`,
    approver: sentence`${approver.name}, ${approver.role}`,
    person,
    approval: approver,
    privacy: { email: privacy.email, phone: privacy.phone ?? '' },
    dpo: (privacy.dpo === 'yes' && privacy.dpoContact) || '',
    representative: (place.where === 'both' && place.representative) || '',
    jointWith: privacy.jointWith ?? '',
  }
}

function where({ place }: GdprAnswers) {
  const eu = place.where !== 'uk'
  const uk = place.where !== 'eu'
  const state = eu ? place.memberState : undefined
  const { lawNames, lawAsOf, reviewDays: _, ...figures } = law
  return {
    eu,
    uk,
    both: eu && uk,
    memberState: state ? stateInSentence(state) : '',
    authorities: authoritiesOf(state, uk),
    law: { ...lawNames(eu, uk), asOf: lawAsOf, ...figures },
    representativeFor: eu && uk ? missingOffice(place.offices) : '',
  }
}

function missingOffice(offices: GdprAnswers['place']['offices']): string {
  if (offices === 'uk') return 'the EU or EEA'
  return offices === 'eu' ? 'the United Kingdom' : ''
}

function what({ use, systems, practice }: GdprAnswers) {
  const special = new Set([...use.specialOfCustomers, ...use.specialOfStaff])
  return {
    people: use.people.map((id) => people[id]),
    data: use.data.map((id) => data[id]),
    special: [...special].map((id) => specialData[id]),
    children: use.people.includes('children'),
    systems: systems.map((system) => ({
      ...system,
      use: systemUses[system.use],
      hosting: hosting[system.hosting],
    })),
    vendors: [...new Set(systems.filter(({ hosting }) => hosting !== 'own').map((s) => s.vendor))],
    security: securityOf(practice),
    automatedLogic: (use.automated === 'yes' && use.automatedLogic) || '',
    processing: (use.processor === 'yes' && use.processing) || '',
    largeScale: use.largeScale === 'yes',
  }
}
