import { type Assignment, assignmentFor } from '../../inference/job/assignment.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import { filled } from '../../pack/slots.ts'
import { ordersFor, readAnswers } from '../eval/answers.ts'
import { intoSlots } from '../eval/into-slots.ts'

/** An answer of which people said whether the facts support it. */
export interface Labelled {
  readonly id: string
  readonly order: FrozenOrder
  readonly artefact: string
  readonly part: string
  readonly content: unknown
  readonly isFaulty: boolean
}

/** What a rule finds at a glance and no fact tells: form, manners, what is said of the conversation. */
const notOfFacts: readonly string[] = [
  ...['advert', 'filler', 'form', 'language', 'lawyer', 'leak', 'odd', 'offensive', 'placeholder'],
  'url',
]

/** The labelled answers of a file that a judge can be asked about, as the product would have them. */
export function readLabelled(file: string): Labelled[] {
  const orderOf = ordersFor(file)
  return readAnswers(file)
    .filter((given) => !notOfFacts.includes(given.class ?? ''))
    .flatMap(({ id, firm, artefact, row: part, kind, answer }) => {
      const order = { ...orderOf(firm), id: `ord_${id}` }
      const assignment = assignmentFor({ order, artefact, part })
      const content = assignment && contentOf(answer, assignment)
      return content ? [{ id, order, artefact, part, content, isFaulty: kind === 'bad' }] : []
    })
}

/** Null: it has not the shape that is wanted, so no judge would see it. */
function contentOf(answer: unknown, { slots, content }: Assignment): unknown {
  const text = intoSlots(answer, slots ?? {})
  const read = content.safeParse(filled(text, slots ?? {}))
  const isShaped = read.success || read.error.issues.every(({ code }) => code.startsWith('too_'))
  return isShaped ? text : null
}
