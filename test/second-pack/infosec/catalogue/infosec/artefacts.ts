import { z } from 'zod'
import type { ArtefactRow, View } from '../../pack/artefact.ts'
import type { Slots } from '../../pack/slots.ts'
import { longDate } from '../../pack/wording.ts'
import type { ArtefactDefinition } from '../definition.ts'
import { type ThreatId, threats } from './threats.ts'
import { infosecView, type Risk } from './view-schema.ts'

const prose = (min: number, max: number) => z.string().min(min).max(max)

const scopeStatement: ArtefactDefinition = {
  id: 'scope-statement',
  operation: 'infosec.scope-statement',
  risk: 'low',
  title: 'Statement of your scope',
  document: '01',
  tiers: ['self-serve', 'full'],
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.0.0',
  maxOutputTokens: 900,
  task: `Write the statement of the scope of this firm's information security.
"coverage": which services, sites and people it covers, and why these belong together.
"boundaries": where it ends: what the firm depends on outside, and what it leaves out and why.
Write in the third person. Name no system, service or site that is not given.`,
  facts: (view) => {
    const { company, schemes, sites, services, exclusions } = infosecView(view)
    const { name, description } = company
    return { firm: name, whatItDoes: description, schemes, sites, services, exclusions }
  },
  topics: ['scope'],
  content: () => z.strictObject({ coverage: prose(120, 900), boundaries: prose(80, 900) }),
  mustMention: () => ['scope'],
}

const riskNarratives: ArtefactDefinition = {
  id: 'risk-narratives',
  operation: 'infosec.risk-narratives',
  risk: 'high',
  title: 'Your gravest risks in words',
  document: '04',
  tiers: ['self-serve', 'full'],
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.0.0',
  maxOutputTokens: 600,
  task: `Describe one risk to the information of this firm for its register.
"scenario": how it could come about in this firm, and what it would do to its services.
"treatment": how the measure that has a placeholder lowers the risk, and how the firm can see that it works.
Write in the third person. The ratings, the measure and the date are decided.`,
  facts: (view) => {
    const { company, services } = infosecView(view)
    return { firm: company.name, services }
  },
  rows: (view) =>
    infosecView(view).topRisks.map(({ id, title, controls: _, measure, due, ...facts }) => {
      return { id, title, facts, more: { measure, due } }
    }),
  slots: riskSlots,
  topics: ['risk'],
  content: () => z.strictObject({ scenario: prose(120, 700), treatment: prose(80, 500) }),
  mustMention: (_, row) => (row ? threats[row.id as ThreatId].about : []),
}

/** The measure is decided, and so is the day by which it has to be there. */
function riskSlots(view: View, row: ArtefactRow | null): Slots {
  const risk = infosecView(view).topRisks.find(({ id }) => id === row?.id)
  return risk ? { treatment: decided(risk) } : {}
}

function decided({ measure, due, inPlace }: Risk) {
  const day = {
    placeholder: '[[DUE]]',
    meaning: 'the day by which the measure has to be in place, as in “by [[DUE]]”',
    value: longDate(due),
    use: 'once',
  } as const
  const what = {
    placeholder: '[[MEASURE]]',
    meaning: 'the measure, a noun phrase with its article, as in “The firm has [[MEASURE]].”',
    value: measure,
    use: 'once',
  } as const
  return inPlace ? [what] : [what, day]
}

export const artefacts: readonly ArtefactDefinition[] = [scopeStatement, riskNarratives]
