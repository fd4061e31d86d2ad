import type { monitoring, systemUses } from '../questions/choices.ts'
import type { Basis } from './activities.ts'
import { ownRule, retentionRules } from './retention.ts'
import type { RetentionRule } from './retention-rule.ts'

export type Way = keyof typeof monitoring

export interface WayRule {
  readonly purpose: string
  readonly basis: Basis
  readonly ground: string
  /** What it holds of those who work there. */
  readonly data: readonly string[]
  readonly uses: readonly (keyof typeof systemUses)[]
  /** Periods are our own, as short as the purpose allows, but for hours and cameras. */
  readonly kept: RetentionRule
}

export const wayRules: Readonly<Record<Way, WayRule>> = {
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
