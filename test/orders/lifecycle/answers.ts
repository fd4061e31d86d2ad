import { gdpr } from '../../../catalogue/gdpr.ts'
import { assignmentFor } from '../../../inference/job/assignment.ts'
import type { Answers, FrozenOrder } from '../../../pack/order.ts'
import type { RecordedOutcome } from '../../../pack/outcome.ts'
import type { Part } from '../../../pack/plan.ts'
import { firms } from '../../packs/firms.ts'
import { newOrder } from '../../store/new-order.ts'

/** Of few sections. */
const firm = firms.find(({ name }) => name === 'sole-trader-poland')!.answers
const company = firm['company'] as object
const use = firm['use'] as object

/** Each has a name of its own, by which it is known; a name is in no prompt. */
const corrections = {
  'the first ones': firm,
  'another name': named('Second Name'),
  'another trade': { ...firm, company: { ...company, legalName: 'Teacher', sector: 'education' } },
  'fewer purposes': {
    ...named('Third Name'),
    use: { ...use, purposes: ['client-work', 'accounts'], people: ['customers'] },
  },
}

/** What the customer may answer. */
export type Wish = keyof typeof corrections
export const wishes = Object.keys(corrections) as Wish[]

function named(legalName: string) {
  return { ...firm, company: { ...company, legalName } }
}

/** As the questionnaire takes them. */
export function answersOf(wish: Wish): Answers {
  return gdpr.questionnaire.parse(corrections[wish])
}

const nameIn = ({ company }: Answers) => (company as { legalName: string }).legalName

const prompts = new Map<string, string | null>()

/** All that a model is told; null: of these answers there is no such part. */
export function promptOf(order: FrozenOrder, { artefact, part }: Pick<Part, 'artefact' | 'part'>) {
  const key = JSON.stringify([nameIn(order.answers), artefact, part])
  const known = prompts.get(key)
  if (known !== undefined) return known
  const assignment = assignmentFor({ order: { ...order, id: 'ord_any' }, artefact, part })
  const told = assignment && JSON.stringify([assignment.prompt.user, assignment.wireSchema])
  prompts.set(key, told)
  return told
}

/**
 * Texts whose prompt is the same for both, which is what `inference/reuse/carried` comes to for texts that pass its
 * checks (test/inference/carried.test.ts).
 */
export async function carriedTexts(
  before: FrozenOrder,
  now: FrozenOrder,
  recorded: readonly RecordedOutcome[],
): Promise<RecordedOutcome[]> {
  const revision = 1 + (now.corrections?.length ?? 0)
  return recorded
    .filter(({ outcome }) => outcome.source !== 'none')
    .filter((text) => promptOf(before, text) === (promptOf(now, text) ?? 'not asked'))
    .map((text) => ({ ...text, revision }))
}

/** A full order, as it is frozen. */
export const orderOf = (amount: number) =>
  newOrder({
    tier: 'full',
    amount,
    answers: answersOf('the first ones'),
    contentVersion: gdpr.contentVersion,
  })
