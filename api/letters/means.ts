import { formatMoney } from '../../pack/price.ts'
import type { ToldIncident } from '../../pack/telling.ts'
import { momentWords } from '../pages/figures.ts'
import { titled } from './pack-words.ts'
import type { Told } from './words.ts'

interface WithTexts extends Told {
  readonly writtenThen: readonly string[]
}

/** Of less nobody needs to be told. */
const feltMinutes = 2

/** How long the first version took. */
export function delayWords({ order: { paidAt }, status: { releases } }: Told): string {
  const first = releases.at(-1)
  if (paidAt === null || first === undefined) return ''
  const minutes = Math.round((Date.parse(first.publishedAt) - Date.parse(paidAt)) / 60_000)
  return minutes < feltMinutes
    ? ''
    : `You paid on ${momentWords(paidAt)}, and your pack was ready ${minutes} minutes later.`
}

/** Which of its sections hold text of the time. */
export function textsWords({ writtenThen, order, status: { release } }: WithTexts): string {
  // The page of a closed order shows no sections.
  if (release === null || order.state === 'revoked') return ''
  return writtenThen.length === 0
    ? 'It holds no text of that time; an earlier version may.'
    : `Text of that time stands in ${titled(writtenThen)}. That does not mean that it is wrong.`
}

/** What to do about them. */
export function checkWords({ writtenThen, status, order }: WithTexts): string {
  if (order.state === 'revoked') return 'If you have kept a copy of the pack, please do not use it.'
  if (writtenThen.length === 0)
    return 'If you use an earlier version, please take the newest. Otherwise there is nothing for you to do.'
  const mayBeRead = status.sections.some(
    (section) => section.mayBeRead && writtenThen.includes(section.title),
  )
  const reader = mayBeRead
    ? ', or have a person of ours read it: your page has a button for that'
    : ''
  return `Please read what stands there before you use it, and compare with the newest version what you have used or published of an earlier one. If something is wrong, reply to this letter${reader}: we put it right, or give your money back as our terms say.`
}

export function paidWords({ order: { amountPaid, currency, paidAt } }: Told): string {
  if (amountPaid === null || paidAt === null) return ''
  return `By our books you paid ${formatMoney(amountPaid, currency)} on ${momentWords(paidAt)}.`
}

/** What went back of what was paid, and what goes back by itself; `''`: nothing. */
export function moneyWords({ status: { moneyBack, takenBack } }: Told): string {
  if (takenBack === 'dispute-lost') return 'Your bank has taken the payment back.'
  if (moneyBack === null) return ''
  const { currency, refunded, owed, failed } = moneyBack
  const money = (amount: number) => formatMoney(amount, currency)
  return [
    refunded > 0 ? `We have refunded ${money(refunded)}.` : '',
    owed > 0 ? `${money(owed)} of what you paid goes back to you by itself.` : '',
    failed > 0
      ? `Your bank did not take ${money(failed)} that we had sent back; we pay it in another way.`
      : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** What we did about it. */
export function putRight({ endedAt }: Pick<ToldIncident, 'endedAt'>): string {
  return endedAt === null
    ? 'It is not put right yet, and we are at work on it.'
    : `What caused it was put right by ${momentWords(endedAt)}.`
}
