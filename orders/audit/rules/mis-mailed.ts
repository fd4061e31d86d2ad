import type { AuditedOrder, KnownLetter, ReceivedLetter } from '../audited-order.ts'
import type { Moment, Rule } from '../rule.ts'

export const misMailed: Rule = {
  name: 'mis-mailed',
  about: 'a letter missing, sent twice, or to somebody else',
  look(order, moment) {
    const { received, letters } = order
    const unwritten = order.payment === null ? [] : unwrittenOf(order, moment)
    if (received === null) return letters.length + unwritten.length === 0 ? null : unwritten
    if (letters.length + received.length + unwritten.length === 0) return null
    return [
      ...unwritten,
      ...received.flatMap((letter) => strange(order, letter)),
      ...letters.flatMap((letter) =>
        miscounted(order, letter, received.filter(isSame(letter)), moment),
      ),
    ]
  },
}

/** What happened, and nobody wrote of. */
function unwrittenOf({ paidAt, releases, letters }: AuditedOrder, { isPast }: Moment): string[] {
  const has = (template: string, version: number) =>
    letters.some((letter) => letter.template === template && letter.version === version)
  const isPaidUnsaid = paidAt !== null && isPast(paidAt) && !has('paid', 1)
  const improvedUnsaid = releases.filter(
    ({ version, publishedAt }) =>
      version > 1 && isPast(publishedAt) && !has('improved', version) && !has('corrected', version),
  )
  return [
    ...(isPaidUnsaid ? ['is paid for, and no letter says so.'] : []),
    ...improvedUnsaid.map(({ version }) => `has release ${version}, and no letter says so.`),
  ]
}

function strange({ email, letters }: AuditedOrder, letter: ReceivedLetter): string[] {
  const written = letters.find((one) => isSame(one)(letter))
  const name = nameOf(letter)
  if (written === undefined || written.tries === 0)
    return [`had the letter ${name}, which nobody sent by the record.`]
  const isElsewhere = email !== null && letter.to.toLowerCase() !== email.toLowerCase()
  return isElsewhere ? [`had its letter ${name} go to another address than the customer’s.`] : []
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
