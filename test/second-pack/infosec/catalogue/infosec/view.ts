import type { FrozenOrder } from '../../pack/order.ts'
import { sentence } from '../../pack/sentence.ts'
import { listOf, plusDays } from '../../pack/wording.ts'
import { type InfosecAnswers, schemes } from './questionnaire.ts'
import { type Grade, measures, type ThreatId, threats, threatTitles } from './threats.ts'
import type { InfosecView, Risk } from './view-schema.ts'

/** ISO date; the state of standards and schemes in the texts. */
export const lawAsOf = '2026-11-20'

const territories = { eu: ['EU'], uk: ['UK'], both: ['EU', 'UK'] }

export function viewOf(answers: InfosecAnswers, { frozenAt }: FrozenOrder): InfosecView {
  const { company, person, approver, scope, risks: chosen } = answers
  const { legalName, description } = company
  const named = company.schemes.map((id) => schemes[id])
  const risks = chosen.threats
    .map((id) => ({ id, inPlace: chosen.measures.includes(id) }))
    .sort((a, b) => scoreOf(b.id) - scoreOf(a.id))
    .map(({ id, inPlace }, index) => riskOf(id, inPlace, plusDays(frozenAt, daysOf(index))))
  const openRisks = risks.filter(({ inPlace }) => !inPlace)
  return {
    company: { name: legalName, legalName, description },
    territories: territories[company.where],
    schemes: named,
    person,
    approval: approver,
    owner: sentence`${person.name}, ${person.role}`,
    approver: sentence`${approver.name}, ${approver.role}`,
    law: { full: listOf(named), asOf: lawAsOf },
    ...scope,
    risks,
    topRisks: risks.slice(0, 5),
    openRisks,
    firstActions: [
      { title: 'Read, correct and approve the scope (01)', due: plusDays(frozenAt, 14) },
      ...openRisks.slice(0, 2).map(({ measure, due }) => ({ title: `See to ${measure}`, due })),
    ],
    nextReview: plusDays(frozenAt, 365),
  }
}

/** The gravest risks first: two in each month of a plan of 90 days. */
function daysOf(index: number): number {
  return 30 * (1 + Math.floor(index / 2))
}

function scoreOf(id: ThreatId): number {
  return threats[id].likelihood * threats[id].impact
}

function riskOf(id: ThreatId, inPlace: boolean, due: string): Risk {
  const { asset, likelihood, impact, controls } = threats[id]
  return {
    id,
    title: threatTitles[id],
    asset,
    likelihood: grades[likelihood],
    impact: grades[impact],
    level: levelOf(likelihood * impact),
    measure: measures[id],
    controls,
    inPlace,
    residual: levelOf(Math.max(1, likelihood - 1) * impact),
    due,
  }
}

const grades = { 1: 'low', 2: 'medium', 3: 'high' } as const satisfies Record<Grade, string>

function levelOf(score: number): Risk['level'] {
  if (score >= 6) return 'high'
  return score >= 3 ? 'medium' : 'low'
}
