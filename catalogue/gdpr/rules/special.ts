import type { GdprAnswers } from '../questionnaire.ts'
import type { specialData } from '../questions/choices.ts'
import { type ActivityId, type ActivityRule, activityRules } from './activities.ts'

export type Kind = keyof typeof specialData

/** The special categories and criminal data (Arts 9 and 10) of one activity. */
export interface Special {
  /** Recorded as such. */
  readonly kept: readonly Kind[]
  /** Recorded, or told by what is: who books at a clinic is a patient (C-21/23). */
  readonly told: readonly Kind[]
}

/** Customers' special data are recorded in the first of the activities that keeps files on them. */
export function specialOf(id: string, { concerns }: ActivityRule, answers: GdprAnswers): Special {
  const { specialOfCustomers, specialOfStaff } = answers.use
  if (concerns === 'staff') {
    const kept = id === 'payroll' ? [] : specialOfStaff
    return { kept, told: toldOfStaff(id, answers) }
  }
  const kept = id === homeOf(answers.use) ? specialOfCustomers : []
  const isTold = toldByDealings.has(id) && answers.company.sector === 'health'
  const told = isTold ? specialOfCustomers.filter((kind) => kind === 'health') : []
  return { kept, told: [...new Set([...kept, ...told])] }
}

const customerFiles: readonly string[] = ['client-work', 'bookings', 'orders']

/** The activity that keeps files on customers. */
export function homeOf({ purposes }: GdprAnswers['use']): string | undefined {
  const home = customerFiles.find((file) => (purposes as readonly string[]).includes(file))
  return home ?? purposes.find((id) => activityRules[id].concerns === 'public')
}

/** Whoever deals with a firm that gives care is in care there. */
const toldByDealings: ReadonlySet<string> = new Set<ActivityId>([
  'orders',
  'client-work',
  'bookings',
  'online-accounts',
  'enquiries',
  'accounts',
])

const ofApplications: readonly Kind[] = ['health', 'ethnicity', 'criminal']

/** Sick pay tells of health, and church tax of religion: German law has it kept back from wages. */
function toldOfStaff(id: string, { use, place }: GdprAnswers): Kind[] {
  const ofStaff = use.specialOfStaff
  const purposes: readonly string[] = use.purposes
  if (id === 'recruitment' && purposes.includes('staff'))
    return ofStaff.filter((kind) => ofApplications.includes(kind))
  const hasChurchTax = place.memberState === 'DE' && place.where !== 'uk'
  const isWithPay = hasChurchTax && purposes.includes('payroll')
  if (id !== 'payroll') return ofStaff.filter((kind) => kind !== 'religion' || !isWithPay)
  const sickness = ofStaff.filter((kind) => kind === 'health')
  return [...sickness, ...(hasChurchTax ? (['religion'] as const) : [])]
}
