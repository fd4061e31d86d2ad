import type { GdprAnswers } from './questionnaire.ts'

type Practice = GdprAnswers['practice']

/** Measures as the record and the notice name them (Art. 30(1)(g), Art. 32); true ones only. */
const measures: Readonly<Partial<Record<keyof Practice, string>>> = {
  mfa: 'multi-factor authentication on e-mail and cloud accounts',
  encryption: 'encryption of laptops and telephones',
  backups: 'tested backups',
  access: 'access limited to those whose work needs it',
  training: 'yearly training of everybody in the firm',
  contracts: 'data processing agreements with vendors',
}

export function securityOf(practice: Practice): string[] {
  const inPlace = Object.entries(measures).filter(
    ([id]) => practice[id as keyof Practice] === 'yes',
  )
  return inPlace.map(([, measure]) => measure)
}
