import type { FrozenOrder } from '../../order.ts'
import { plusDays } from '../../wording.ts'
import { concernsPublic } from './activities.ts'
import { activityRows } from './activity-rows.ts'
import { authoritiesOf, memberStates } from './authorities.ts'
import {
  data,
  hosting,
  otherSources,
  people,
  safeguards,
  specialData,
  systemUses,
} from './choices.ts'
import * as law from './law.ts'
import { planOf } from './plan.ts'
import { type GdprAnswers, questionnaire } from './questionnaire.ts'
import { type RetentionPlace, reasonText, retentionRules } from './retention.ts'
import { scenarioRules } from './scenarios.ts'
import { sectorOf } from './sectors.ts'
import { securityOf } from './security.ts'
import type { Activity, GdprView } from './view-schema.ts'

/** Everything the texts of the pack say of this firm, derived from the frozen order alone. */
export function viewOf(order: FrozenOrder): GdprView {
  const answers = questionnaire.parse(order.answers)
  const place = placeOf(answers)
  const activities = activityRows(answers, place)
  const noticeActivities = activities.filter(isOfNotice)
  return {
    ...who(answers),
    ...where(answers),
    ...what(answers),
    activities,
    noticeActivities,
    retention: activities.map((activity) => retentionRow(activity, place)),
    scenarios: scenarioRules
      .filter(({ when }) => when(answers))
      .map(({ when: _, ...rest }) => ({ ...rest, about: [...rest.about] })),
    ...planOf(answers, order.frozenAt),
    nextReview: plusDays(order.frozenAt, law.reviewDays),
    inapplicable: concernsPublic(answers.use.purposes) ? [] : ['02'],
  }
}

function isOfNotice({ id, concerns }: Activity): boolean {
  return concerns === 'public' && id !== 'accountability'
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
      address: firm.address.replaceAll(/,?\s*\n+/g, ', '),
      website: firm.website ?? '',
    },
    sector: sectorOf(sector),
    owner: `${person.name}, ${person.role}`,
    approver: `${approver.name}, ${approver.role}`,
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
    memberState: state ? memberStates[state] : '',
    authorities: authoritiesOf(state, uk),
    law: { ...lawNames(eu, uk), asOf: lawAsOf, ...figures },
    representativeFor: eu && uk ? missingOffice(place.offices) : '',
  }
}

function missingOffice(offices: GdprAnswers['place']['offices']): string {
  if (offices === 'uk') return 'the EU or EEA'
  return offices === 'eu' ? 'the United Kingdom' : ''
}

function what({ use, systems, transfers, practice }: GdprAnswers) {
  const special = new Set([...use.specialOfCustomers, ...use.specialOfStaff])
  return {
    people: use.people.map((id) => people[id]),
    data: use.data.map((id) => data[id]),
    special: [...special].map((id) => specialData[id]),
    children: use.people.includes('children'),
    sources: use.otherSources.map((id) => otherSources[id]),
    systems: systems.map((system) => ({
      ...system,
      use: systemUses[system.use],
      hosting: hosting[system.hosting],
    })),
    vendors: [...new Set(systems.filter(({ hosting }) => hosting !== 'own').map((s) => s.vendor))],
    transfers: (transfers.outside === 'yes' ? transfers.list : []).map((transfer) => ({
      ...transfer,
      safeguard: safeguards[transfer.safeguard],
      settled: transfer.safeguard !== 'none',
    })),
    mayBeAbroad: transfers.outside === 'yes' ? [] : abroad(systems),
    security: securityOf(practice),
    automatedLogic: (use.automated === 'yes' && use.automatedLogic) || '',
    processing: (use.processor === 'yes' && use.processing) || '',
    largeScale: use.largeScale === 'yes',
  }
}

/** Systems of which the answers do not say that their data stay in the EEA or the UK. */
function abroad(systems: GdprAnswers['systems']): string[] {
  const distant: readonly string[] = ['us', 'elsewhere', 'unknown']
  return systems.filter((system) => distant.includes(system.hosting)).map(({ name }) => name)
}

function retentionRow(activity: Activity, place: RetentionPlace) {
  const rule = retentionRules[activity.id as keyof typeof retentionRules]
  return {
    id: activity.id,
    record: rule.record,
    trigger: rule.trigger,
    period: activity.retention,
    reason: reasonText(rule, place),
    systems: activity.systems.join(', '),
    method: deletionMethod(activity),
  }
}

function deletionMethod({ systems }: Activity): string {
  const paper = 'shred paper'
  return systems.length > 0 ? `delete in ${systems.join(', ')}; ${paper}` : `delete files; ${paper}`
}
