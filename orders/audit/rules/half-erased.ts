import type { AuditedOrder, KnownErasure, ServedCall } from '../audited-order.ts'
import type { Moment, Rule } from '../rule.ts'

/** Milliseconds for which a worker may go on with an order that it read before (decision 520), and a call may take. */
const workerMemory = 900_000

/** Milliseconds after which files that are still there are told of, though they are being removed. */
const patience = 86_400_000

export const halfErased: Rule = {
  name: 'half-erased',
  about: 'erased, and something of it is left; or unreadable, and never erased',
  look(order, moment) {
    const { state, hasKey, erasure } = order
    if (erasure === null) {
      if (state === 'erased') return ['is erased, and nothing says when and by whose wish.']
      return hasKey
        ? null
        : ['has lost its key, and nobody erased it. Bring the key back from a backup.']
    }
    return [
      ...(state === 'erased' ? [] : [`was erased at ${erasure.erasedAt}, and is ${state}.`]),
      ...(hasKey ? ['was erased, and there is its key; whoever has it reads all.'] : []),
      ...filesLeft(order, erasure, moment),
      ...(order.calls ?? []).filter(isAfter(erasure)).map(callSentence),
    ]
  },
}

function filesLeft(
  { filesLeft: left }: AuditedOrder,
  { erasedAt, filesGoneAt }: KnownErasure,
  { isPast }: Moment,
): string[] {
  const isDue =
    filesGoneAt !== null || isPast(new Date(Date.parse(erasedAt) + patience).toISOString())
  return isDue && left !== null && left > 0
    ? [`was erased at ${erasedAt}, and ${left} of its files lie in the storage.`]
    : []
}

const isAfter =
  ({ erasedAt }: KnownErasure) =>
  ({ at }: ServedCall) =>
    Date.parse(at) > Date.parse(erasedAt) + workerMemory

function callSentence({ artefact, part, tier, at }: ServedCall): string {
  const what = [artefact, part].filter(Boolean).join('/')
  return `asked the ${tier} model for ${what} at ${at}, after it was erased.`
}
