import { z } from 'zod'
import type { LeftOut } from '../../../pack/artefact.ts'
import { words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { concernsPublic } from './activities.ts'
import type { Activity } from './activity-rows.ts'
import { hasWebsite } from './cookies.ts'
import { nearby } from './passages.ts'
import { policyRowsOf } from './policy-document.ts'
import { isHosted } from './systems.ts'
import { mayBeAbroad } from './transfers.ts'

export const leftOutShape = z.strictObject({ number: words, reason: words })

interface Rule extends LeftOut {
  readonly when: (
    answers: GdprAnswers,
    activities: readonly Activity[],
    weighed: readonly Activity[],
  ) => boolean
}

const rules: readonly Rule[] = [
  {
    number: '02',
    reason:
      'From your answers you use personal data of your staff and applicants only, so there are no customers or visitors to inform.',
    when: ({ use }) => !concernsPublic(use.purposes),
  },
  {
    number: '03',
    reason:
      'From your answers you neither employ nor recruit anybody, so there are no staff or applicants to inform.',
    when: (_, activities) => activities.every(({ concerns }) => concerns !== 'staff'),
  },
  {
    number: '04',
    reason:
      'You named no vendor that keeps personal data for you. Part 5 of the record (01) has fields for those who may.',
    when: ({ systems }) => !systems.some(isHosted),
  },
  {
    number: '10',
    reason:
      'Nothing that you told us of rests on legitimate interests, so there is nothing to weigh.',
    when: (_answers, _activities, weighed) => weighed.length === 0,
  },
  {
    number: '11',
    reason: 'From your answers you have no website, so there are no cookies to tell of.',
    when: (answers) => !hasWebsite(answers),
  },
  {
    number: '12',
    reason:
      'From your answers you send no personal data abroad. What vendors at home let their groups look at stands in document 01, part 3.',
    when: (answers) =>
      answers.transfers.outside === 'no' &&
      mayBeAbroad(answers).length === 0 &&
      nearby(answers).length === 0,
  },
  {
    number: '14',
    reason: 'The complaints procedure is a duty under UK law, which does not apply to you.',
    when: ({ place }) => place.where === 'eu',
  },
  {
    number: '15',
    reason:
      'From your answers you use no special category or criminal data for which UK law asks for a policy document.',
    when: (answers, activities) => policyRowsOf(answers, activities).length === 0,
  },
]

/** The documents that these answers make needless; `weighed` rests on legitimate interests. */
export function leftOutOf(
  answers: GdprAnswers,
  activities: readonly Activity[],
  weighed: readonly Activity[],
): LeftOut[] {
  const needless = rules.filter(({ when }) => when(answers, activities, weighed))
  return needless.map(({ number, reason }) => ({ number, reason }))
}
