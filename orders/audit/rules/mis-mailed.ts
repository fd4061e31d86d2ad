import { isEntitled } from '../../../pack/order.ts'
import { lastRefund } from '../../../pack/payment.ts'
import type { AuditedOrder, KnownLetter, ReceivedLetter } from '../audited-order.ts'
import { paidSession, paymentOf } from '../paid.ts'
import type { Moment, Rule } from '../rule.ts'

/** Milliseconds for which a letter may have been under way when its order was erased. */
const underWay = 300_000

export const misMailed: Rule = {
  name: 'mis-mailed',
  about: 'a letter missing, sent twice, or to somebody else',
  look(order, moment) {
    const { received, letters } = order
    // What was paid before there were letters has none.
    const isOlder = order.payment === null && letters.length === 0
    const unwritten = isOlder ? [] : unwrittenOf(order, moment)
    if (letters.length + unwritten.length + (received?.length ?? 0) === 0) return null
    const recorded = [...unwritten, ...letters.flatMap((letter) => calledOff(order, letter))]
    if (received === null) return recorded
    return [
      ...recorded,
      ...received.flatMap((letter) => strange(order, letter)),
      ...letters.flatMap((letter) =>
        miscounted(order, letter, received.filter(isSame(letter)), moment),
      ),
    ]
  },
}

/** What happened, and nobody wrote of. */
function unwrittenOf(order: AuditedOrder, { isPast }: Moment): string[] {
  const { paidAt, releases, letters } = order
  const has = (template: string, version: number) =>
    letters.some((letter) => letter.template === template && letter.version === version)
  const isPaidUnsaid = paidAt !== null && isPast(paidAt) && !has('paid', 1)
  const improvedUnsaid = releases.filter(
    ({ version, publishedAt }) =>
      version > 1 && isPast(publishedAt) && !has('improved', version) && !has('corrected', version),
  )
  const refund = lastRefundOf(order)
  const isRefundUnsaid = refund !== null && isPast(refund.created) && !has('refunded', refund.place)
  return [
    ...(isPaidUnsaid ? ['is paid for, and no letter says so.'] : []),
    ...improvedUnsaid.map(({ version }) => `has release ${version}, and no letter says so.`),
    ...(isRefundUnsaid ? ['had money go back, and no letter says so.'] : []),
  ]
}

/** Of what the order was paid by; of one that was erased nobody knows where to write to. */
function lastRefundOf(order: AuditedOrder) {
  const session = paidSession(order)
  if (session === null || order.paidAt === null || order.state === 'erased') return null
  const payment = paymentOf(order, session)
  const place = lastRefund(payment)
  const refund = payment.refunds.at(-place)
  return place === 0 || refund === undefined ? null : { place, created: refund.created }
}

/** Of a pack that was the customer's all the time its letters are never needless. */
function calledOff(order: AuditedOrder, { template, version, ending }: KnownLetter): string[] {
  const isOpening = template === 'paid' || template === 'corrected'
  const { refunds, disputes } = order.stripe
  const wasAlwaysTheirs = isEntitled(order.state) && refunds.length + disputes.length === 0
  return isOpening && ending === 'needless' && wasAlwaysTheirs
    ? [`has its letter ${nameOf({ template, version })} as needless, and nothing made it so.`]
    : []
}

function strange(order: AuditedOrder, letter: ReceivedLetter): string[] {
  const { email, letters, erasure } = order
  const written = letters.find((one) => isSame(one)(letter))
  const name = nameOf(letter)
  if (written === undefined || written.tries === 0)
    return [`had the letter ${name}, which nobody sent by the record.`]
  const { writtenAt, to } = letter
  if (erasure !== null && writtenAt !== null)
    return Date.parse(writtenAt) > Date.parse(erasure.erasedAt) + underWay
      ? [`had its letter ${name} go at ${writtenAt}, after it was erased.`]
      : []
  const isElsewhere = to.some((address) => address.toLowerCase() !== email?.toLowerCase())
  return email !== null && isElsewhere
    ? [`had its letter ${name} go to another address than the customer’s.`]
    : []
}

/** A letter is tried again until it is known to be taken, so it may come as often as it was tried. */
function miscounted(
  { email }: AuditedOrder,
  letter: KnownLetter,
  received: readonly ReceivedLetter[],
  { isPast }: Moment,
): string[] {
  const { tries, ending, endedAt } = letter
  const name = nameOf(letter)
  if (received.length > Math.max(1, tries))
    return [`had its letter ${name} ${received.length} times, of ${tries} that it was tried.`]
  // Whoever keeps letters removes those of an erased order.
  const isKept = email !== null
  const isMissing = isKept && ending === 'sent' && endedAt !== null && isPast(endedAt)
  return isMissing && received.length === 0
    ? [`had its letter ${name} sent by the record, and it did not arrive. Look at the mail server.`]
    : []
}

const isSame = (one: KnownLetter) => (other: ReceivedLetter) =>
  one.template === other.template && one.version === other.version

const nameOf = ({ template, version }: Pick<KnownLetter, 'template' | 'version'>) =>
  `${template}.${version}`
