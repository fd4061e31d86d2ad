import { leftOf } from '../../../pack/payment.ts'
import { hasNewContent } from '../../../pack/release.ts'
import type { AuditedOrder, KnownRelease } from '../audited-order.ts'
import { isAsked, isPaid, paidSession, paymentOf } from '../paid.ts'
import type { Rule } from '../rule.ts'

export const doubled: Rule = {
  name: 'doubled',
  about: 'paid twice unnoticed, or delivered twice',
  look(order, { isPast }) {
    if (paidSession(order) === null && order.releases.length === 0) return null
    const paid = order.paidAt === null || isPast(order.paidAt) ? paidTwice(order) : []
    return [
      ...paid,
      ...order.releases.flatMap((release, at) => again(order.releases[at - 1], release)),
    ]
  },
}

/** A payment besides the order's own that is with us still, of which nobody is told. */
function paidTwice(order: AuditedOrder): string[] {
  const own = paidSession(order)
  const others = order.stripe.sessions.filter((session) => isPaid(session) && session !== own)
  return others
    .filter((session) => leftOf(paymentOf(order, session)) > 0 && !isAsked(order, session.id))
    .map(
      ({ id }) =>
        `was paid by ${own?.id} and by ${id}, and nobody is asked about the second. Give it back: refund-unapplied.`,
    )
}

function again(before: KnownRelease | undefined, release: KnownRelease): string[] {
  const { version, revision, sha256, composition } = release
  if (version !== (before?.version ?? 0) + 1)
    return [`has release ${version} without the one before it.`]
  if (before === undefined || before.revision !== revision) return []
  const isSame = before.sha256 === sha256
  const isAlike =
    before.composition !== null &&
    composition !== null &&
    !hasNewContent(before.composition, composition.sections)
  return isSame || isAlike
    ? [`has releases ${before.version} and ${version}, which say the same; two builds of one.`]
    : []
}
