import { z } from 'zod'
import { words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { monitoring, people } from '../questions/choices.ts'
import { concernsStaff } from './activities.ts'
import { type Activity, bases } from './activity-rows.ts'
import { type Way, type WayRule, wayRules } from './monitoring-ways.ts'
import { recipientsOf } from './recipients.ts'
import { periodText } from './retention.ts'
import type { RetentionPlace } from './retention-rule.ts'

/** A way in which work is watched; Art. 13 asks the same of it as of any other use of data. */
export const monitoredShape = z.strictObject({
  id: words,
  way: words,
  /** Completes "We do it to …". */
  purpose: words,
  basis: words,
  /** The duty or the legitimate interest. */
  ground: words,
  /** `3 months from the entry`. */
  retention: words,
})

type Monitored = z.infer<typeof monitoredShape>

/** What was ticked, where there are staff; cameras on the premises record them, too. */
function waysOf({ use }: GdprAnswers): Way[] {
  if (!concernsStaff(use.purposes)) return []
  const ticked = new Set<Way>([
    ...use.monitoring,
    ...(use.purposes.includes('cctv') ? (['cameras'] as const) : []),
  ])
  return Object.keys(monitoring).filter((id): id is Way => ticked.has(id as Way))
}

export function monitoringOf(answers: GdprAnswers, place: RetentionPlace): Monitored[] {
  return waysOf(answers).map((id) => {
    const { purpose, basis, ground, kept } = wayRules[id]
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
  return furtherWaysOf(answers).some((id) => wayRules[id].basis === 'interests')
}

/** What monitoring keeps of people at work, beside the activities' own records. */
export function monitoringKept(answers: GdprAnswers) {
  return furtherWaysOf(answers).map((id) => ({
    id: `monitoring-${id}`,
    rule: wayRules[id].kept,
    systems: systemsFor(wayRules[id], answers).map(({ name }) => name),
  }))
}

/** Ways of monitoring, each described as an activity of its own. */
export function watchedActivities(answers: GdprAnswers, place: RetentionPlace): Activity[] {
  return furtherWaysOf(answers).map((id) => {
    const { purpose, basis, ground, data, uses, kept } = wayRules[id]
    const systems = systemsFor(wayRules[id], answers)
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
      jointWith: '',
      automated: false,
      rated: false,
      special: [],
      sensitive: [],
      conditions: [],
      condition: '',
      consentToSensitive: false,
      sources: [],
      systems: systems.map(({ name }) => name),
      ...recipientsOf({ uses, recipients: [] }, answers),
      retention: periodText(kept.period, place),
      trigger: kept.trigger,
      supply: 'It is recorded as work is done.',
      recordText: '',
      noticeText: '',
    }
  })
}

function systemsFor({ uses }: WayRule, { systems }: GdprAnswers) {
  return systems.filter(({ use }) => uses.includes(use))
}
