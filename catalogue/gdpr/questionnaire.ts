import { z } from 'zod'
import { company } from './questions/company.ts'
import { approver, person, privacy } from './questions/contacts.ts'
import { place } from './questions/place.ts'
import { practice } from './questions/practice.ts'
import { systems, transfers } from './questions/systems.ts'
import { use } from './questions/use.ts'

/** All that the `gdpr` pack asks; groups of questions, each group an object of plain answers. */
export const questionnaire = z
  .strictObject({
    company,
    place,
    person,
    privacy,
    approver,
    use,
    systems,
    transfers,
    practice,
  })
  .refine(({ place, use }) => place.where === 'uk' || place.staffYears || !employs(use.purposes), {
    path: ['place', 'staffYears'],
    message:
      'Years for which you must keep staff files: please give a number, since you employ people in the EU or EEA.',
  })

function employs(purposes: readonly string[]): boolean {
  return purposes.includes('staff')
}

export type GdprAnswers = z.infer<typeof questionnaire>
