import type { Mistakes } from '../orders/checkout/checkout.ts'
import type { Closed } from '../orders/correct/correctable.ts'
import { mostCorrections } from '../pack/correction.ts'
import { Problem } from './problem.ts'

/** 409: they cannot be corrected, or not any more. */
export function closedProblem(token: string, why: Closed): Problem {
  const problem = new Problem(409, closed[why], { reason: why })
  problem.action = { href: `/orders/${token}`, label: 'Back to your order' }
  return problem
}

/** 409: somebody else was faster. */
export function overtakenProblem(token: string): Problem {
  const problem = new Problem(409, overtaken, { reason: 'overtaken' })
  problem.action = { href: `/orders/${token}/corrections`, label: 'See the answers as they stand' }
  return problem
}

/** 422. @param mistakes null: nothing was changed */
export function refusedProblem(mistakes: Mistakes | null): Problem {
  if (mistakes === null) return new Problem(422, unchanged)
  return new Problem(422, unusable, { fields: mistakes.fields })
}

const unusable = {
  title: 'Some answers cannot be used',
  detail: 'Your pack is as it was.',
  remedy:
    'Correct the fields named, or send them again with the names of those that are right in “confirmed”.',
}

const unchanged = {
  title: 'Nothing was corrected',
  detail: 'These are the answers that your pack is made of already.',
  remedy: 'Change those that are wrong, and send them again.',
}

const overtaken = {
  title: 'Corrected meanwhile',
  detail:
    'These answers were corrected from somewhere else since you opened them, perhaps by yourself in another window; this correction did nothing.',
  remedy: 'Look at the answers as they stand now, and correct those.',
}

const words = (detail: string, remedy: string) => ({
  title: 'These answers cannot be corrected',
  detail,
  remedy,
})

const keeps = 'Your pack and all its versions stay downloadable.'

const keepsAndAsk = `${keeps} If a document is wrong all the same, write to us.`

const closed: Readonly<Record<Closed, ReturnType<typeof words>>> = {
  unpaid: words(
    'The payment for this order has not arrived, so there is no pack to correct.',
    'Order with the right answers instead.',
  ),
  revoked: words(
    'The payment for this order was returned, so its pack is no longer yours to change.',
    'Write to us if you think that this is wrong.',
  ),
  contested: words(
    'The payment for this order is being questioned, and nothing is written for it meanwhile.',
    'Try again when that is settled.',
  ),
  over: words('The time in which answers can be corrected is over.', keepsAndAsk),
  'used-up': words(
    `They have been corrected ${mostCorrections} times, which is as often as they can be.`,
    keepsAndAsk,
  ),
  'unknown-pack': words('We do not make this pack any more.', keeps),
}
