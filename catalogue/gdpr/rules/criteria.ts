import { z } from 'zod'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { people, type riskyUses } from '../questions/choices.ts'
import { concernsStaff } from './activities.ts'
import { type Activity, isAmong } from './activity-rows.ts'

/** One of the criteria by which authorities judge whether an assessment is due. */
export const criterionShape = z.strictObject({
  id: words,
  title: words,
  met: z.boolean(),
  /** What in the answers speaks for it; empty when nothing does. */
  because: perhaps,
  /** Titles of the activities that meet it. */
  activities: z.array(words),
})

type Criterion = z.infer<typeof criterionShape>

export interface CriterionRule {
  readonly id: string
  readonly title: string
  /** What in the answers speaks for it in this activity; false or empty: it is not met. */
  readonly because: (activity: Activity, answers: GdprAnswers) => string | false
}

/** The cases that Art. 35(3) itself names: each alone makes an assessment due. */
export const cases: readonly CriterionRule[] = [
  {
    id: 'decisions',
    title:
      '(a) Computers evaluate people systematically and extensively, and decisions with serious effect rest on it',
    because: ({ automated }) => automated && 'computers alone take such decisions',
  },
  {
    id: 'special',
    title: '(b) Specially protected data, or data on crimes, are used at large scale',
    because: (activity, { use }) =>
      use.largeScale === 'yes' &&
      sensitive(activity, use) &&
      'you hold such data, and large scale is your core business',
  },
  {
    id: 'public-places',
    title: '(c) Places open to the public are watched systematically at large scale',
    because: ({ id }, { use }) =>
      id === 'cctv' &&
      use.largeScale === 'yes' &&
      use.risky.includes('surveillance') &&
      'you watch such places with cameras, and large scale is your core business',
  },
]

/** The working party's nine (WP 248 rev.01), which authorities in the EEA and the UK go by. */
export const criteria: readonly CriterionRule[] = [
  {
    id: 'automated',
    title: 'Computers decide with serious effect on people',
    because: ({ automated }) => automated && 'computers alone take such decisions',
  },
  {
    id: 'scoring',
    title: 'People are rated or scored',
    because: ({ rated }) => rated && 'you rate or score people',
  },
  {
    id: 'sensitive',
    title: 'Specially protected or very personal data are used',
    because: (activity, { use }) => sensitive(activity, use),
  },
  {
    id: 'scale',
    title: 'Data are used at large scale',
    because: (activity, { use }) =>
      use.largeScale === 'yes' &&
      Boolean(sensitive(activity, use) || watching(activity, use)) &&
      'watching people, or such data, at large scale is your core business',
  },
  {
    id: 'watching',
    title: 'People are watched systematically',
    because: (activity, { use }) => watching(activity, use),
  },
  {
    id: 'matching',
    title: 'Data from several sources are combined',
    because: (activity, { use }) =>
      does('matching', activity, use) && 'you combine data about the same people',
  },
  {
    id: 'vulnerable',
    title: 'The people can hardly refuse or protect themselves',
    because: (activity, answers) => vulnerable(activity, answers),
  },
  {
    id: 'technology',
    title: 'New technology is used, or known technology in a new way',
    because: (activity, { use }) => does('technology', activity, use) && 'you use new technology',
  },
  {
    id: 'exclusion',
    title: 'People may be kept from a right, a service or a contract',
    because: (activity, { use }) =>
      (does('exclusion', activity, use) &&
        'you decide who gets a service, a contract or a place') ||
      (activity.automated && 'a computer alone decides, and its no may keep people from a service'),
  },
]

type Use = GdprAnswers['use']

function does(way: keyof typeof riskyUses, { id }: Activity, use: Use): boolean {
  return use.risky.includes(way) && isAmong(use.riskyFor, id)
}

function watching(activity: Activity, use: Use): string | false {
  const ways = [
    does('tracking', activity, use) && 'you follow where people or vehicles are',
    activity.id === 'cctv' &&
      (use.risky.includes('surveillance')
        ? 'cameras watch places open to the public'
        : 'cameras record your premises'),
    isOfMonitored(activity, use) && 'you monitor staff',
  ]
  return ways.filter(Boolean).join('; ') || false
}

/** A record of working hours is what the law asks for, and watches nobody. */
export function isMonitored({ purposes, monitoring }: Use): boolean {
  return concernsStaff(purposes) && monitoring.some((way) => way !== 'hours')
}

/** Of those that concern staff, the first is the one in which they are monitored. */
function isOfMonitored({ id }: Activity, use: Use): boolean {
  const [home] = (['staff', 'payroll'] as const).filter((one) => use.purposes.includes(one))
  return id === home && isMonitored(use)
}

/** Sickness notes alone are what every employer holds, and no authority asks to assess them. */
function sensitive({ special, concerns }: Activity, use: Use): string | false {
  if (special.length === 0) return false
  if (concerns === 'public') return 'you hold specially protected data of customers'
  const beyond = use.specialOfStaff.some((kind) => kind !== 'health')
  return beyond && 'you hold specially protected data of staff or applicants beyond sickness notes'
}

function vulnerable(activity: Activity, { use, company }: GdprAnswers): string | false {
  const who = [
    activity.people.includes(people.children) && 'children',
    isOfMonitored(activity, use) && 'staff, who depend on you and are monitored',
    company.sector === 'health' && activity.special.length > 0 && 'patients or people in care',
  ]
  const words = who.filter(Boolean).join('; ')
  return words && `you hold data of ${words}`
}

/** Each criterion with the activities that meet it. */
export function judged(
  rules: readonly CriterionRule[],
  answers: GdprAnswers,
  activities: readonly Activity[],
): Criterion[] {
  return rules.map(({ id, title, because }) => {
    const meeting = activities.flatMap((activity) => {
      const why = because(activity, answers)
      return why ? [{ why, title: activity.title }] : []
    })
    const reasons = [...new Set(meeting.map(({ why }) => why))]
    return {
      ...{ id, title, met: meeting.length > 0, because: reasons.join('; ') },
      activities: meeting.map(({ title }) => title),
    }
  })
}
