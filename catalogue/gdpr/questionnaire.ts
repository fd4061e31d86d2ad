import { z } from 'zod'
import { fitting } from '../question/fitting.ts'
import { company } from './questions/company.ts'
import { approver, person, privacy } from './questions/contacts.ts'
import { place } from './questions/place.ts'
import { practice } from './questions/practice.ts'
import { systems, transfers } from './questions/systems.ts'
import { use } from './questions/use.ts'

/** All that the `gdpr` pack asks; groups of questions, each group an object of plain answers. */
export const questionnaire = fitting(
  z.strictObject({
    company,
    place,
    person,
    privacy,
    approver,
    use,
    systems,
    transfers,
    practice,
  }),
)

export type GdprAnswers = z.infer<typeof questionnaire>
