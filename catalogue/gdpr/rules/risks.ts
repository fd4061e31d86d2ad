import { z } from 'zod'
import { words } from '../../shape.ts'
import type { Activity } from './activity-rows.ts'

export const riskShape = z.strictObject({
  id: words,
  title: words,
  harm: words,
  /** Ids of the measures that bear on it. */
  measures: z.array(words),
})

type Risk = z.infer<typeof riskShape>

interface RiskRule extends Risk {
  /** Ids of screening criteria of which one must be met; none named: every assessment has it. */
  readonly criteria?: readonly string[]
  readonly when?: (subject: Activity) => boolean
}

const rules: readonly RiskRule[] = [
  {
    id: 'disclosure',
    title: 'Data reach people who should not have them',
    harm: 'embarrassment, fraud, discrimination',
    measures: ['mfa', 'encryption', 'access', 'training', 'contracts'],
  },
  {
    id: 'loss',
    title: 'Data are lost or cannot be reached when needed',
    harm: 'services fail, claims cannot be proved',
    measures: ['mfa', 'backups', 'contracts'],
  },
  {
    id: 'wrong',
    title: 'Data are wrong or out of date',
    harm: 'wrong decisions, wrong bills, unfair treatment',
    measures: ['access', 'training'],
  },
  {
    id: 'excess',
    title: 'More is collected or kept than needed',
    harm: 'people lose control; every other risk grows',
    measures: ['training', 'retention'],
  },
  {
    id: 'surprise',
    title: 'People do not know or expect what is done',
    harm: 'loss of trust, rights that nobody uses',
    measures: ['training'],
  },
  {
    id: 'dependence',
    title: 'People cannot really refuse or defend themselves',
    harm: 'data used against their will, pressure, exploitation',
    measures: ['access', 'training'],
    criteria: ['vulnerable'],
  },
  {
    id: 'pressure',
    title: 'People feel watched and change what they do',
    harm: 'stress, loss of freedom at work or in public',
    measures: ['access', 'retention'],
    criteria: ['watching'],
    // Files on customers are not what watches people, even where the firm has cameras, too.
    when: ({ concerns, special }) => concerns === 'staff' || special.length === 0,
  },
  {
    id: 'unfair',
    title: 'People are rated or refused wrongly or unfairly',
    harm: 'loss of a service, a contract or a job, discrimination',
    measures: ['access', 'training'],
    criteria: ['scoring', 'automated', 'exclusion'],
  },
  {
    id: 'combination',
    title: 'Combined data reveal more than people told anybody',
    harm: 'loss of control, wrong conclusions about a person',
    measures: ['access', 'retention'],
    criteria: ['matching'],
  },
  {
    id: 'technology',
    title: 'New technology does what nobody foresaw',
    harm: 'false results that are believed, data used for other ends',
    measures: ['training', 'contracts'],
    criteria: ['technology'],
  },
]

/** The risks to people that an assessment of this activity looks at, given the criteria met. */
export function risksOf(met: readonly string[], subject: Activity): Risk[] {
  return rules
    .filter(({ criteria }) => criteria?.some((id) => met.includes(id)) ?? true)
    .filter(({ when }) => when?.(subject) ?? true)
    .map(({ id, title, harm, measures }) => ({ id, title, harm, measures: [...measures] }))
}
