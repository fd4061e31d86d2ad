import type { GdprAnswers } from '../questionnaire.ts'
import { monitoring, people, type systemUses } from '../questions/choices.ts'
import type { Activity, GdprView } from '../view-schema.ts'
import { type Basis, concernsStaff } from './activities.ts'
import { bases, recipientsOf } from './activity-rows.ts'
import {
  ownRule,
  periodText,
  type RetentionPlace,
  type RetentionRule,
  retentionRules,
} from './retention.ts'

type Way = keyof typeof monitoring

interface MonitoringRule {
  readonly purpose: string
  readonly basis: Basis
  readonly ground: string
  /** What it holds of those who work there. */
  readonly data: readonly string[]
  readonly uses: readonly (keyof typeof systemUses)[]
  /** Periods are our own, as short as the purpose allows, but for hours and cameras. */
  readonly kept: RetentionRule
}

const rules: Readonly<Record<Way, MonitoringRule>> = {
  hours: {
    purpose: 'record working time and pay it',
    basis: 'obligation',
    ground: 'working-time and pay law',
    data: ['names', 'working hours (beginning, end, breaks)', 'absence'],
    uses: ['hr', 'payroll'],
    kept: {
      record: 'Records of working hours',
      trigger: retentionRules.payroll.trigger,
      period: retentionRules.payroll.period,
      reason: 'the payroll rests on them and is kept for this long',
    },
  },
  logs: {
    purpose: 'keep systems secure and find faults',
    basis: 'interests',
    ground: 'systems that are secure and work',
    data: ['log-in names', 'technical data (time, device, action)'],
    uses: [],
    kept: {
      record: 'Logs of e-mail, internet and system use',
      trigger: 'the entry',
      period: '3 months',
      reason: `attacks and faults are traced within this time ${ownRule}`,
    },
  },
  location: {
    purpose: 'plan journeys and find what is lost or stolen',
    basis: 'interests',
    ground: 'planning work on the road and protecting vehicles and devices',
    data: ['names', 'journeys (place, time)'],
    uses: [],
    kept: {
      record: 'Location of vehicles and devices',
      trigger: 'the journey',
      period: '2 months',
      reason: `journeys are planned and accounted for within this time ${ownRule}`,
    },
  },
  cameras: {
    purpose: 'protect people and property and establish what happened',
    basis: 'interests',
    ground: 'protecting people and property on our premises',
    data: ['images (video)'],
    uses: ['cctv'],
    kept: retentionRules.cctv,
  },
  calls: {
    purpose: 'show what was agreed in a call',
    basis: 'interests',
    ground: 'proof of what was agreed',
    data: ['names', 'recorded words of both sides'],
    uses: [],
    kept: {
      record: 'Recordings of telephone calls',
      trigger: 'the call',
      period: '3 months',
      reason: `doubts about what was agreed arise within this time ${ownRule}`,
    },
  },
  output: {
    purpose: 'see where work piles up and share it out',
    basis: 'interests',
    ground: 'work that is planned and shared out well',
    data: ['names', 'work done (amount, pace)'],
    uses: [],
    kept: {
      record: 'Measurements of work',
      trigger: 'the measurement',
      period: '12 months',
      reason: `a year shows how work is spread over the seasons ${ownRule}`,
    },
  },
}

/** What was ticked, where there are staff; cameras on the premises record them, too. */
function waysOf({ use }: GdprAnswers): Way[] {
  if (!concernsStaff(use.purposes)) return []
  const ticked = new Set<Way>([
    ...use.monitoring,
    ...(use.purposes.includes('cctv') ? (['cameras'] as const) : []),
  ])
  return Object.keys(monitoring).filter((id): id is Way => ticked.has(id as Way))
}

export function monitoringOf(answers: GdprAnswers, place: RetentionPlace): GdprView['monitoring'] {
  return waysOf(answers).map((id) => {
    const { purpose, basis, ground, kept } = rules[id]
    const retention = `${periodText(kept.period, place)} from ${kept.trigger}`
    return { id, way: monitoring[id], purpose, basis: bases[basis], ground, retention }
  })
}

/** The ways that no activity of the record is about: cameras on the premises are one of their own. */
function furtherWaysOf(answers: GdprAnswers): Way[] {
  return waysOf(answers).filter((id) => id !== 'cameras' || !answers.use.purposes.includes('cctv'))
}

/** Does any way of monitoring rest on legitimate interests, so that it has to be weighed? */
export function isMonitoringWeighed(answers: GdprAnswers): boolean {
  return furtherWaysOf(answers).some((id) => rules[id].basis === 'interests')
}

/** What monitoring keeps of people at work, beside the activities' own records. */
export function monitoringKept(answers: GdprAnswers) {
  return furtherWaysOf(answers).map((id) => ({
    id: `monitoring-${id}`,
    rule: rules[id].kept,
    systems: systemsFor(rules[id], answers).map(({ name }) => name),
  }))
}

/** Ways of monitoring, each described as an activity of its own. */
export function watchedActivities(answers: GdprAnswers, place: RetentionPlace): Activity[] {
  return furtherWaysOf(answers).map((id) => {
    const { purpose, basis, ground, data, kept } = rules[id]
    const systems = systemsFor(rules[id], answers)
    return {
      id: `monitoring-${id}`,
      title: `Monitoring at work: ${monitoring[id]}`,
      purpose,
      concerns: 'staff',
      people: [people.staff],
      data: [...data],
      basis: bases[basis],
      ground,
      interest: basis === 'interests' ? ground : '',
      consent: false,
      special: [],
      condition: '',
      sources: [],
      systems: systems.map(({ name }) => name),
      recipients: recipientsOf([], systems),
      retention: periodText(kept.period, place),
      trigger: kept.trigger,
      supply: 'It is recorded as work is done.',
    }
  })
}

function systemsFor({ uses }: MonitoringRule, { systems }: GdprAnswers) {
  return systems.filter(({ use }) => uses.includes(use))
}
