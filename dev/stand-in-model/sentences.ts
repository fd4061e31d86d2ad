import { balances, impact, transfers } from './sentences/assessments.ts'
import { breaches } from './sentences/breaches.ts'
import { measures } from './sentences/measures.ts'
import { customers, staff } from './sentences/notices.ts'
import { briefing, plan } from './sentences/plans.ts'
import { reasons, record } from './sentences/records.ts'
import { type Points, type Subject, sayable, text } from './subject.ts'

/** By artefact and by the name of the text; any other gets the firm's own facts. */
const artefacts: Readonly<Record<string, Readonly<Record<string, Points>>>> = {
  'processing-descriptions': record,
  'notice-section': customers,
  'staff-notice-section': staff,
  'breach-scenarios': breaches,
  'dpia-draft': impact,
  'retention-rationale': reasons,
  'lia-balancing': balances,
  'transfer-narrative': transfers,
  'security-measures': measures,
  'risk-plan': plan,
  briefing,
}

/** The points of the text at a path of an artefact, as far as their facts were given. */
export function pointsFor(artefact: string, path: string, subject: Subject): string[][] {
  const texts = artefacts[artefact] ?? {}
  const named = path.split('.').find((key) => Object.hasOwn(texts, key))
  const wanted = named ? texts[named]! : ofTheFirm
  return wanted(subject).map(sayable)
}

const ofTheFirm: Points = (s) => [
  [
    ...s.mention.map((word) => `What matters here is this: ${word}.`),
    `What “${text(s, 'title')}” means for the firm is told here.`,
  ],
  [`The firm works in this trade: ${text(s, 'sector')}.`],
  [`It follows ${text(s, 'law')} in all that it does with data about people.`],
  [
    'It writes down what it decides, and who decided it.',
    'One person in the firm answers for this and knows where the papers are.',
    'Whoever does the work knows what to do when something goes wrong.',
    `Somebody in the firm answers for “${text(s, 'title')}” and keeps a note of what was done.`,
  ],
  [
    'Every year somebody looks whether this text still fits the firm.',
    'What is written here is compared with the real work from time to time.',
    'If the work changes, this text has to change with it.',
    `If “${text(s, 'title')}” changes, this text has to change with it.`,
  ],
]
