import { z } from 'zod'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { concernsStaff } from './activities.ts'

/** One of the criteria by which authorities judge whether an assessment is due. */
export const criterionShape = z.strictObject({
  id: words,
  title: words,
  met: z.boolean(),
  /** What in the answers speaks for it; empty when nothing does. */
  because: perhaps,
})

type Criterion = z.infer<typeof criterionShape>

interface CriterionRule {
  readonly id: string
  readonly title: string
  /** What in the answers speaks for it; false or empty: it is not met. */
  readonly because: (answers: GdprAnswers) => string | false
}

const does = ({ use }: GdprAnswers, id: GdprAnswers['use']['risky'][number]) =>
  use.risky.includes(id)

/** The cases that Art. 35(3) itself names: each alone makes an assessment due. */
export const cases: readonly CriterionRule[] = [
  {
    id: 'decisions',
    title:
      '(a) Computers evaluate people systematically and extensively, and decisions with serious effect rest on it',
    because: ({ use }) => use.automated === 'yes' && 'computers alone take such decisions',
  },
  {
    id: 'special',
    title: '(b) Specially protected data, or data on crimes, are used at large scale',
    because: ({ use }) =>
      use.largeScale === 'yes' &&
      sensitive(use) &&
      'you hold such data, and large scale is your core business',
  },
  {
    id: 'public-places',
    title: '(c) Places open to the public are watched systematically at large scale',
    because: (answers) =>
      answers.use.largeScale === 'yes' &&
      does(answers, 'surveillance') &&
      'you watch such places with cameras, and large scale is your core business',
  },
]

/** The working party's nine (WP 248 rev.01), which authorities in the EEA and the UK go by. */
export const criteria: readonly CriterionRule[] = [
  {
    id: 'scoring',
    title: 'People are rated or scored',
    because: (answers) => does(answers, 'scoring') && 'you rate or score people',
  },
  {
    id: 'automated',
    title: 'Computers decide with serious effect on people',
    because: ({ use }) => use.automated === 'yes' && 'computers alone take such decisions',
  },
  {
    id: 'watching',
    title: 'People are watched systematically',
    because: (answers) => watching(answers),
  },
  {
    id: 'sensitive',
    title: 'Specially protected or very personal data are used',
    because: ({ use }) => sensitive(use),
  },
  {
    id: 'scale',
    title: 'Data are used at large scale',
    because: ({ use }) =>
      use.largeScale === 'yes' &&
      'watching people, or such data, at large scale is your core business',
  },
  {
    id: 'matching',
    title: 'Data from several sources are combined',
    because: (answers) => does(answers, 'matching') && 'you combine data about the same people',
  },
  {
    id: 'vulnerable',
    title: 'The people can hardly refuse or protect themselves',
    because: ({ use, company }) => vulnerable(use, company.sector),
  },
  {
    id: 'technology',
    title: 'New technology is used, or known technology in a new way',
    because: (answers) => does(answers, 'technology') && 'you use new technology',
  },
  {
    id: 'exclusion',
    title: 'People may be kept from a right, a service or a contract',
    because: (answers) =>
      does(answers, 'exclusion') && 'you decide who gets a service, a contract or a place',
  },
]

function watching({ use }: GdprAnswers): string | false {
  const ways = [
    use.risky.includes('tracking') && 'you follow where people or vehicles are',
    use.risky.includes('surveillance') && 'cameras watch places open to the public',
    use.purposes.includes('cctv') && 'cameras record your premises',
    isMonitored(use) && 'you monitor staff',
  ]
  return ways.filter(Boolean).join('; ') || false
}

/** A record of working hours is what the law asks for, and watches nobody. */
export function isMonitored({ purposes, monitoring }: GdprAnswers['use']): boolean {
  return concernsStaff(purposes) && monitoring.some((way) => way !== 'hours')
}

/** Sickness notes alone are what every employer holds, and no authority asks to assess them. */
export function sensitive({
  specialOfCustomers,
  specialOfStaff,
}: GdprAnswers['use']): string | false {
  if (specialOfCustomers.length > 0) return 'you hold specially protected data of customers'
  const beyond = specialOfStaff.some((kind) => kind !== 'health')
  return beyond && 'you hold specially protected data of staff or applicants beyond sickness notes'
}

function vulnerable(use: GdprAnswers['use'], sector: string): string | false {
  const who = [
    use.people.includes('children') && 'children',
    isMonitored(use) && 'staff, who depend on you and are monitored',
    sector === 'health' && 'patients or people in care',
  ]
  const words = who.filter(Boolean).join('; ')
  return words && `you hold data of ${words}`
}

export function judged(rules: readonly CriterionRule[], answers: GdprAnswers): Criterion[] {
  return rules.map(({ id, title, because }) => {
    const why = because(answers)
    return { id, title, met: Boolean(why), because: why || '' }
  })
}
