import { isEntitled } from '../../../pack/order.ts'
import type { Written } from '../../../pack/outcome.ts'
import type { AuditedOrder, KnownOutcome } from '../audited-order.ts'
import type { Moment, Rule } from '../rule.ts'

/** Milliseconds after which somebody has ended what was due. */
const patience = 60_000

interface Readable extends Omit<KnownOutcome, 'outcome'> {
  readonly text: Written
}

export const keptWaiting: Rule = {
  name: 'kept-waiting',
  about: 'still to be read when its time is over, or let pass by a person and not delivered',
  look(order, moment) {
    const { state, revision, outcomes, readings } = order
    const own = outcomes.filter((one) => one.revision === revision).flatMap(readable)
    if (!isEntitled(state) || own.length + readings.length === 0) return null
    return own.flatMap((one) => [...overdue(one, moment), ...undelivered(order, one, moment)])
  },
}

function readable({ outcome: text, ...key }: KnownOutcome): Readable[] {
  if (text.source === 'none') return []
  return text.review || text.reviewed ? [{ ...key, text }] : []
}

/** What waits for a judge is read after it. */
function overdue({ text, ...key }: Readable, { isPast }: Moment): string[] {
  const { review, look = 'review' } = text
  if (review === undefined || look !== 'review') return []
  const isDone = isPast(new Date(Date.parse(review.due) + patience).toISOString())
  return isDone
    ? [`has ${nameOf(key)} to be read since ${review.since}, which was due ${review.due}.`]
    : []
}

/** An order is not complete before. A text of the larger model goes before one of the smaller. */
function undelivered(
  { state, revision, releases }: AuditedOrder,
  one: Readable,
  { isPast }: Moment,
): string[] {
  const { reviewed, tier } = one.text
  if (reviewed === undefined || !isPast(reviewed.at) || state !== 'complete') return []
  const newest = releases.at(-1)
  if (newest === undefined || newest.composition === null) return []
  const section = newest.composition.sections.find(({ id }) => id === one.artefact)
  const written = section?.rows.find(({ part }) => part === one.part)?.written
  const isThere = written?.reviewed !== undefined || (written?.tier === '32b' && tier === '4b')
  return newest.revision === revision && isThere
    ? []
    : [
        `has ${nameOf(one)}, which ${reviewed.by} let pass at ${reviewed.at}, and it is not in the newest pack.`,
      ]
}

const nameOf = ({ artefact, part }: Pick<KnownOutcome, 'artefact' | 'part'>) =>
  [artefact, part].filter(Boolean).join('/')
