import { type Basis } from './activities.ts'
import { bases } from './activity-rows.ts'
import { monitoring } from './choices.ts'
import type { GdprAnswers } from './questionnaire.ts'
import { type Period, periodText, type RetentionPlace, retentionRules } from './retention.ts'
import type { GdprView } from './view-schema.ts'

type Way = keyof typeof monitoring

interface MonitoringRule {
  readonly purpose: string
  readonly basis: Basis
  readonly ground: string
  readonly period: Period
  readonly trigger: string
}

/** Periods are our own, as short as the purpose allows, but for hours and cameras. */
const rules: Readonly<Record<Way, MonitoringRule>> = {
  hours: {
    purpose: 'record working time and pay it',
    basis: 'obligation',
    ground: 'working-time and pay law',
    period: retentionRules.payroll.period,
    trigger: retentionRules.payroll.trigger,
  },
  logs: {
    purpose: 'keep systems secure and find faults',
    basis: 'interests',
    ground: 'systems that are secure and work',
    period: '3 months',
    trigger: 'the entry',
  },
  location: {
    purpose: 'plan journeys and find what is lost or stolen',
    basis: 'interests',
    ground: 'planning work on the road and protecting vehicles and devices',
    period: '2 months',
    trigger: 'the journey',
  },
  cameras: {
    purpose: 'protect people and property and establish what happened',
    basis: 'interests',
    ground: 'protecting people and property on our premises',
    period: retentionRules.cctv.period,
    trigger: retentionRules.cctv.trigger,
  },
  calls: {
    purpose: 'show what was agreed in a call',
    basis: 'interests',
    ground: 'proof of what was agreed',
    period: '3 months',
    trigger: 'the call',
  },
  output: {
    purpose: 'see where work piles up and share it out',
    basis: 'interests',
    ground: 'work that is planned and shared out well',
    period: '12 months',
    trigger: 'the measurement',
  },
}

/** What was ticked; cameras on the premises record those who work there too. */
export function monitoringOf({ use }: GdprAnswers, place: RetentionPlace): GdprView['monitoring'] {
  const ticked = new Set<Way>([
    ...use.monitoring,
    ...(use.purposes.includes('cctv') ? (['cameras'] as const) : []),
  ])
  return Object.keys(monitoring)
    .filter((id): id is Way => ticked.has(id as Way))
    .map((id) => {
      const { purpose, basis, ground, period, trigger } = rules[id]
      const retention = `${periodText(period, place)} from ${trigger}`
      return { id, way: monitoring[id], purpose, basis: bases[basis], ground, retention }
    })
}
