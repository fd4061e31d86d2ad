import { z } from 'zod'
import { words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { isHosted } from './systems.ts'

/** A breach worth rehearsing; the rules choose it, the section tells it. */
export const scenarioShape = z.strictObject({
  id: words,
  title: words,
  /** The words of which its text must contain one. */
  about: z.array(words),
})

type Scenario = z.infer<typeof scenarioShape>

interface ScenarioRule extends Scenario {
  readonly when: (answers: GdprAnswers) => boolean
}

const rules: readonly ScenarioRule[] = [
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
    when: ({ systems }) => systems.some(isHosted),
  },
]

export function scenariosOf(answers: GdprAnswers): Scenario[] {
  return rules.filter(({ when }) => when(answers)).map(({ when: _, ...scenario }) => scenario)
}
