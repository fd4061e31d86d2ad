import type { Answers } from '../../pack/order.ts'
import type { Lift } from '../lift.ts'
import { answerAt } from '../question/condition.ts'
import { activityRules } from './rules/activities.ts'

type Group = Readonly<Record<string, unknown>>

/** What 1.x did not ask is answered as its documents said it. */
export const lifts: readonly Lift[] = [
  { to: '2.0.0', lift: (answers) => withJoint(withUses(withPlace(answers))) },
]

/** The other firm was named for “some purposes”, to customers and staff alike. */
function withJoint(answers: Answers): Answers {
  const { jointWith, ...privacy } = groupOf(answers, 'privacy')
  const joint = jointWith
    ? { joint: 'yes', jointWith, jointFor: purposesOf(answers) }
    : { joint: 'no' }
  return { ...answers, privacy, use: { ...groupOf(answers, 'use'), ...joint } }
}

/** Decisions by computer and risky uses were told of the firm as a whole. */
function withUses(answers: Answers): Answers {
  const use = groupOf(answers, 'use')
  const purposes = purposesOf(answers)
  const ofPublic = purposes.filter((id) => concerns(id) === 'public')
  const told = ofPublic.length > 0 ? ofPublic : purposes
  const uses = { automatedFor: told, automatedGround: 'unsure', riskyFor: told }
  return { ...answers, use: { ...use, ...uses } }
}

/** The Land, the part of the United Kingdom and the turnover were not asked. */
function withPlace(answers: Answers): Answers {
  const open = { land: 'unsure', ukPart: 'several', turnover: 'unsure' }
  return { ...answers, place: { ...groupOf(answers, 'place'), ...open } }
}

function purposesOf(answers: Answers): string[] {
  return [answerAt(answers, 'use.purposes') ?? []].flat().map(String)
}

function concerns(id: string): string | undefined {
  const rules: Readonly<Record<string, { readonly concerns: string }>> = activityRules
  return rules[id]?.concerns
}

function groupOf(answers: Answers, name: string): Group {
  return (answers[name] ?? {}) as Group
}
