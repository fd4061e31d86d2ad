import { z } from 'zod'
import { words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'

export const measureShape = z.strictObject({
  id: words,
  title: words,
  inPlace: z.boolean(),
  /** What holds in the firm once it is in place, whole sentences. */
  rule: words,
  /** How to see that it works (Art. 32(1)(d)), a whole sentence. */
  check: words,
})

type Practice = GdprAnswers['practice']
type Measure = z.infer<typeof measureShape>

interface MeasureRule extends Omit<Measure, 'inPlace'> {
  /** The answer that says whether it is in place; its gap is the task of the same name. */
  readonly id: keyof Practice
  /** As the record and the notice name it (Art. 30(1)(g), Art. 32). */
  readonly inPlace: string
}

const rules: readonly MeasureRule[] = [
  {
    id: 'mfa',
    title: 'Signing in',
    inPlace: 'multi-factor authentication on e-mail and cloud accounts',
    rule: 'Every e-mail and cloud account asks for a second factor. Nobody shares a log-in.',
    check: 'Sign in from a device that was never used before: a password alone must not be enough.',
  },
  {
    id: 'encryption',
    title: 'Devices',
    inPlace: 'encryption of laptops and telephones',
    rule: 'Laptops and telephones are encrypted and lock themselves after a few minutes.',
    check: 'Take the list of devices and look at the encryption setting of each.',
  },
  {
    id: 'backups',
    title: 'Backups',
    inPlace: 'tested backups',
    rule: 'What the firm cannot do without is copied every day. Restoring is tried twice a year.',
    check: 'Restore one file and one whole folder, and note how long it took.',
  },
  {
    id: 'access',
    title: 'Access',
    inPlace: 'access limited to those whose work needs it',
    rule: 'Each person reaches only what their work needs, and nothing from the day they leave.',
    check: 'Read the list of users of each system and strike out whoever no longer needs it.',
  },
  {
    id: 'training',
    title: 'Training',
    inPlace: 'yearly training of everybody in the firm',
    rule: 'Everybody is trained on joining and once a year. The log shows who was there.',
    check:
      'A message went to the wrong address: everybody must know the first step without looking.',
  },
  {
    id: 'contracts',
    title: 'Vendors',
    inPlace: 'data processing agreements with vendors',
    rule: 'No vendor receives personal data before a data processing agreement is in place.',
    check: 'Compare the vendors that were paid this year with the agreements on file.',
  },
  {
    id: 'retention',
    title: 'Deletion',
    inPlace: 'deletion when the time is up',
    rule: 'What is over its period in the retention schedule is deleted every three months.',
    check: 'Look in one system for the oldest record, and ask whether it should still be there.',
  },
]

/** The measures that the answers say are in place, and no others. */
export function securityOf(practice: Practice): string[] {
  return rules.filter(({ id }) => practice[id] === 'yes').map(({ inPlace }) => inPlace)
}

/** All measures of the policy. */
export function measuresOf(practice: Practice): Measure[] {
  return rules.map((measure) => ({ ...measure, inPlace: practice[measure.id] === 'yes' }))
}
