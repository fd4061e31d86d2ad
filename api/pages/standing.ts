import { isEntitled } from '../../pack/order.ts'
import type { TakenBack } from '../../pack/payment.ts'
import { refundPercent } from '../../pack/price.ts'
import { isTailored } from '../../pack/source.ts'
import type { OrderStatus, SectionStatus } from '../../pack/status.ts'

/** Where an order stands, in the customer's words. */
export interface OrderStanding {
  /** Colour of the mark: nothing to do, something under way, something to look at, done. */
  readonly tone: 'quiet' | 'busy' | 'warning' | 'done'
  readonly label: string
  readonly title: string
  readonly lead: string
}

const closed =
  'so the downloads are no longer available. If you think that this is a mistake, please write to us; our address is under “Imprint” below.'

const standings: Readonly<
  Record<Exclude<OrderStatus['state'], 'improving' | 'complete'>, OrderStanding>
> = {
  'awaiting-payment': {
    tone: 'quiet',
    label: 'Not paid yet',
    title: 'We are waiting for your payment',
    lead: 'Your answers are kept. Your pack is put together as soon as Stripe confirms the payment; if you have just paid, that takes a few seconds.',
  },
  'payment-pending': {
    tone: 'busy',
    label: 'Payment under way',
    title: 'Your payment is on its way',
    lead: 'Your bank has been asked to pay, which can take a few working days with a bank debit. Your pack is put together the moment the money arrives; you need not pay again or keep this page open.',
  },
  'payment-failed': {
    tone: 'warning',
    label: 'Payment failed',
    title: 'The payment did not go through',
    lead: 'Your bank refused it, so nothing was charged and no pack was made. Please order again with another way to pay.',
  },
  expired: {
    tone: 'quiet',
    label: 'Expired',
    title: 'This order has expired',
    lead: 'It was not paid for in time, so nothing was charged, or its payment went back; we keep no money for it. Please order again if you still want the pack.',
  },
  paid: {
    tone: 'busy',
    label: 'Paid',
    title: 'Thank you. Your pack is being put together',
    lead: 'This takes a few seconds; the download appears here by itself.',
  },
  revoked: {
    tone: 'warning',
    label: 'Closed',
    title: 'This order has been closed',
    lead: `The payment was returned, ${closed}`,
  },
  erased: {
    tone: 'quiet',
    label: 'Erased',
    title: 'This order has been erased',
    lead: 'What was answered, the address it was ordered with and the pack are gone, and nobody can bring them back.',
  },
}

/** Which of the ways in which a payment is returned it was. */
const returned: Readonly<Record<TakenBack, string>> = {
  refunded: `All that you paid was refunded, ${closed}`,
  'dispute-lost': `Your bank has decided that the payment goes back to you, ${closed}`,
}

/** What came in is not what was ordered. */
const parkedUnpaid: OrderStanding = {
  tone: 'warning',
  label: 'Being checked',
  title: 'One of us is looking at your order',
  lead: 'Your payment has arrived, and it differs from what was ordered. We either put your pack together all the same, and it appears on this page, or the money goes back to where it came from. There is nothing for you to do: please do not pay again.',
}

/** What was ordered could not be made into a pack. */
const parkedPaid: OrderStanding = {
  tone: 'warning',
  label: 'Being checked',
  title: 'One of us is looking at your order',
  lead: 'Your payment has arrived, but something in your answers could not be made into a document. We put that right, and your pack appears on this page by itself; should it not be possible, your money goes back. There is nothing for you to do: please do not pay again.',
}

/** Workers and this process alike were in vain so far. */
const overdue: OrderStanding = {
  tone: 'warning',
  label: 'Paid, delayed',
  title: 'Your pack takes longer than it should',
  lead: 'Your payment has arrived, and nothing is lost. We keep trying by ourselves, and the download appears here as soon as it is there; please do not pay again.',
}

/** @param late whether the pack should have been there by now */
export function standingOf(status: OrderStatus, late = false): OrderStanding {
  const { state, attention, release } = status
  if (state === 'improving') return improving(status)
  if (state === 'complete') return complete(status)
  if (attention === 'parked' && release === null && state !== 'revoked' && state !== 'erased')
    return isEntitled(state) ? parkedPaid : parkedUnpaid
  if (status.takenBack !== null) return { ...standings.revoked, lead: returned[status.takenBack] }
  return state === 'paid' && late ? overdue : standings[state]
}

const corrected: OrderStanding = {
  tone: 'busy',
  label: 'Being corrected',
  title: 'Your corrected pack is being put together',
  lead: 'This takes a few seconds; it appears here by itself. Until then you can download the version from before.',
}

function improving(status: OrderStatus): OrderStanding {
  if (status.correcting) return corrected
  const open = status.sections.filter((section) => section.canImprove)
  const waiting = open.filter(({ source }) => !isTailored(source))
  const soon = waiting.some(({ reason }) => reason === 'not-yet')
  const news = [
    soon ? underWay(waiting.length) : later(waiting.length),
    againByLarger(open.filter(({ source }) => isTailored(source)).length),
  ].filter(Boolean)
  return {
    tone: 'busy',
    label: 'Ready, being improved',
    title: 'Your pack is ready to download',
    lead: `You can use it now: it is complete. ${news.join(' ') || 'We are finishing the last details.'}`,
  }
}

/** Of a full order, what the larger model did not write. */
export function isBySmaller({ tier }: OrderStatus, { writtenBy }: SectionStatus): boolean {
  return tier === 'full' && writtenBy === '4b'
}

function againByLarger(count: number): string {
  if (count === 0) return ''
  const what = count === 1 ? 'One section was' : `${count} sections were`
  return `${what} written by our smaller model; the larger one is asked again, and what it writes appears here by itself.`
}

function underWay(count: number): string {
  const what = count === 1 ? 'One section is' : `${count} sections are`
  return `${what} being tailored to your answers; the improved version appears here by itself.`
}

function later(count: number): string {
  if (count === 0) return ''
  const what = count === 1 ? 'One section still has' : `${count} sections still have`
  return `${what} our standard text; we go on trying to tailor it, and an improved version appears here by itself.`
}

function complete(status: OrderStatus): OrderStanding {
  return {
    tone: 'done',
    label: 'Finished',
    title: 'Your pack is finished',
    lead: finished(status),
  }
}

function finished(status: OrderStatus): string {
  const { sections } = status
  const count = (source: SectionStatus['source']) =>
    sections.filter((section) => section.source === source).length
  const smaller = sections.filter((section) => isBySmaller(status, section)).length
  const which = smaller === sections.length ? 'all' : smaller === 1 ? 'one' : String(smaller)
  const price = status.moneyBack === null ? ', which leaves the price as it was' : ''
  const by = smaller > 0 ? `, ${which} of them by our smaller model${price}` : ''
  if (count('withheld') > 0)
    return `One part that is only ever written for you could not be written, so it is left out and ${refundPercent}% of what you paid is refunded, tax included. All else is here; what each section holds is said below.`
  const standard = count('static')
  if (standard === 0)
    return `Every section that can be tailored was tailored to your answers${by}. Nothing more will change by itself.`
  const what = standard === 1 ? 'One section has' : `${standard} sections have`
  return `${what} our standard text, which is complete as it is; the reasons are below.${others(sections.length - standard, by)} Nothing more will change by itself.`
}

function others(count: number, by: string): string {
  if (count === 0) return ''
  return count === 1 ? ` The other one was tailored${by}.` : ` The others were tailored${by}.`
}
