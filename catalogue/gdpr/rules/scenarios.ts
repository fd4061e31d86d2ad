import type { GdprAnswers } from '../questionnaire.ts'

/** A breach worth rehearsing; the rules choose it, the section tells it. */
export interface ScenarioRule {
  readonly id: string
  readonly title: string
  /** The words of which its text must contain one. */
  readonly about: readonly string[]
  readonly when: (answers: GdprAnswers) => boolean
}

export const scenarioRules: readonly ScenarioRule[] = [
  {
    id: 'misdirected-email',
    title: 'An e-mail with personal data goes to the wrong person',
    about: ['e-mail', 'message', 'recipient'],
    when: () => true,
  },
  {
    id: 'lost-device',
    title: 'A laptop or telephone is lost or stolen',
    about: ['laptop', 'telephone', 'device'],
    when: () => true,
  },
  {
    id: 'mailbox',
    title: 'Somebody takes over a mailbox',
    about: ['mailbox', 'account', 'password'],
    when: () => true,
  },
  {
    id: 'logins',
    title: 'Customer log-ins are tried out with stolen passwords',
    about: ['log-in', 'password', 'account'],
    when: ({ use }) => use.purposes.includes('online-accounts'),
  },
  {
    id: 'special-data',
    title: 'Specially protected data are seen by somebody who should not see them',
    about: ['protected', 'health', 'sensitive'],
    when: ({ use }) => use.specialOfCustomers.length + use.specialOfStaff.length > 0,
  },
  {
    id: 'vendor',
    title: 'A vendor reports a breach in a system that you use',
    about: ['vendor', 'supplier', 'system'],
    when: ({ systems }) => systems.some(({ hosting }) => hosting !== 'own'),
  },
]
