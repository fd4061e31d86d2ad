import { termsAgreedTo } from '../../catalogue/terms/terms.ts'
import { type Correction, correctionInWords } from '../../pack/correction.ts'
import { erasedThings, keptThings, obstacleTo } from '../../pack/erasure.ts'
import type { Template } from '../../pack/letter.ts'
import { lostRefunds, refundedOf } from '../../pack/payment.ts'
import { formatMoney } from '../../pack/price.ts'
import { isTailored } from '../../pack/source.ts'
import type { OrderStatus } from '../../pack/status.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { longDate } from '../../pack/wording.ts'
import { tierNames } from '../pages/offer.ts'
import type { AgreedTerms, Draft, LinkedPage } from './draft.ts'

/** An order as its letters tell of it, as it stands when they go. */
export interface Told {
  readonly order: StoredOrder
  readonly status: OrderStatus
  /** Of its pack. */
  readonly title: string
  /** URL of its page. */
  readonly page: string
  /** Titles of the sections that the newest release brought. */
  readonly brought: readonly string[]
  /** The pages of all orders of its customer, newest first. */
  readonly pages: readonly LinkedPage[]
}

/** What each letter says but that of an incident, which says what went wrong (`incident.ts`). */
export const words: Readonly<Record<Exclude<Template, 'incident'>, (told: Told) => Draft>> = {
  paid: (told) => ({
    subject: `Your pack: ${told.title}`,
    heading: 'Thank you. Here is your page',
    paragraphs: [`Your payment has arrived. ${standing(told.status)}`],
    items: [],
    pages: [pageOf(told)],
    notes: [keep, `You asked us to deliver at once, and ${agreed}.`],
    facts: factsOf(told),
    terms: termsOf(told.order),
  }),

  improved: (told) => ({
    subject: `A better version of your pack: ${told.title}`,
    heading: 'Your pack was improved',
    paragraphs: [
      `Version ${told.status.release?.version} is on your page, and earlier ones stay there, too. What you have filled in stays in your files; the README of the new version lists what has changed.`,
      told.brought.length > 0 ? 'It brings text tailored to your answers in:' : '',
    ].filter(Boolean),
    items: told.brought,
    pages: [pageOf(told)],
    notes: [keep],
    facts: factsOf(told),
  }),

  corrected: (told) => ({
    subject: `Your corrected pack: ${told.title}`,
    heading: 'Your corrections are in your pack',
    paragraphs: [
      `Version ${told.status.release?.version} was made from your corrected answers and is on your page, which lists what has changed in which document. ${standing(told.status)}`,
      ...(told.status.release?.corrections ?? []).map(correctionSentence),
    ],
    items: [],
    pages: [pageOf(told)],
    notes: [keep],
    facts: factsOf(told),
  }),

  refunded: (told) => ({
    subject: `Your refund: ${told.title}`,
    heading: 'Money is on its way back to you',
    paragraphs: [
      `${refundWords(told.order)} It goes the way you paid; your bank may take ten days to show it.`,
      told.order.state === 'revoked'
        ? 'With it the order is closed, and its pack can no longer be downloaded.'
        : 'Your pack stays yours, with all its versions.',
    ],
    items: [],
    pages: [pageOf(told)],
    notes: [],
    facts: factsOf(told),
  }),

  'refund-failed': (told) => ({
    subject: `Your refund did not arrive: ${told.title}`,
    heading: 'Your refund came back to us',
    paragraphs: [
      `Your bank did not take ${lostWords(told.order)} that we had sent back to you. We pay it to you in another way: please reply to this letter, so that we can agree on one.`,
      told.order.state === 'revoked'
        ? 'The order is closed, and its pack can no longer be downloaded.'
        : 'Until then your pack stays yours, with all its versions.',
    ],
    items: [],
    pages: [pageOf(told)],
    notes: ['We never ask for the number of a card.'],
    facts: factsOf(told),
  }),

  reminder: (told) => ({
    subject: `Your pack is waiting for you: ${told.title}`,
    heading: 'Your pack is waiting for you',
    paragraphs: [
      `You paid for it on ${longDate(told.order.paidAt ?? told.order.frozenAt)}, and it has not been downloaded yet. ${standing(told.status)}`,
    ],
    items: [],
    pages: [pageOf(told)],
    notes: [keep, 'We write this once. If something keeps you from it, reply to this letter.'],
    facts: factsOf(told),
  }),

  links: (told) => ({
    subject: told.pages.length === 1 ? 'The link to your order' : 'The links to your orders',
    heading: told.pages.length === 1 ? 'Here is your page' : 'Here are your pages',
    paragraphs: [
      'Somebody, most likely you, asked us to send what we have for this address once more.',
    ],
    items: [],
    pages: told.pages,
    notes: [
      keep,
      'If it was not you, nobody but you has got this letter, and nothing has changed.',
    ],
    facts: [],
  }),

  erased: (told) => ({
    subject: `Your order is being erased: ${told.title}`,
    heading: 'Your order is being erased',
    paragraphs: [
      `Somebody who has the link of this order, most likely you, asked us to erase it for good. ${erasedWhen(told.order)} Your address goes with it, so this is the last letter that we write of the erasure.`,
      'What is erased:',
    ],
    items: erasedThings,
    pages: [{ label: 'The certificate of erasure', url: `${told.page}/erasure`, about: null }],
    notes: [
      'What you have downloaded stays yours. Keep this letter if you want to have the certificate later: nobody can mail its link to you again.',
      `We keep, for our books and for a bank that asks about the payment: ${keptThings.join('; ')}.`,
      'It cannot be undone. If it was not you, somebody else has the link that we sent you: please reply to this letter.',
    ],
    facts: factsOf(told),
  }),
}

const keep =
  'Whoever has a link has its pack: keep this letter, and do not pass it on. Links work as often as you like.'

/** Questions and documents alone: no answer is told by mail. */
function correctionSentence(correction: Correction): string {
  const { questions, outcome } = correctionInWords(correction)
  return `You corrected ${questions}. ${outcome}`
}

const agreed = 'agreed that a download ends the right to change your mind'

function erasedWhen(order: StoredOrder): string {
  if (obstacleTo(order) === null) return 'We do so as soon as this letter has gone.'
  return 'Its payment is disputed, and your bank asks us what was delivered: we do so as soon as that is decided, and until then all stays as it is.'
}

/** As they were agreed to, whatever holds today. */
function termsOf(order: StoredOrder): AgreedTerms {
  const heading = `The terms of ${longDate(order.consent.terms)}, to which you agreed`
  return { heading, clauses: termsAgreedTo(order) }
}

export function pageOf({ page }: Told): LinkedPage {
  return { label: 'Open your order page', url: page, about: null }
}

export function factsOf({ order, title }: Told): [string, string][] {
  const { id, tier, currency, amountPaid } = order
  return [
    ['Order', id],
    ['Pack', `${title}, ${tierNames[tier]}`],
    ...(amountPaid === null
      ? []
      : [['Paid', formatMoney(amountPaid, currency)] as [string, string]]),
  ]
}

/** Where the pack stands, away from its page. */
function standing({ state, release, sections }: OrderStatus): string {
  if (release === null)
    return 'Your pack is being put together and appears on your page as soon as it is there.'
  if (state === 'complete')
    return 'Your pack is finished: your page says of each section what it holds.'
  const open = sections.filter(({ source, canImprove }) => canImprove && !isTailored(source)).length
  const ready = 'Your pack is ready to download, and complete as it is.'
  if (open === 0) return ready
  const what = open === 1 ? 'One section is' : `${open} sections are`
  return `${ready} ${what} still being tailored to your answers; we write to you when there is a better version.`
}

function lostWords({ payment, currency }: StoredOrder): string {
  const lost = payment === null ? [] : lostRefunds(payment)
  return formatMoney(
    lost.reduce((sum, { amount }) => sum + amount, 0),
    currency,
  )
}

function refundWords({ payment, currency, amountPaid }: StoredOrder): string {
  const money = (amount: number) => formatMoney(amount, currency)
  const back = payment === null ? 0 : refundedOf(payment)
  if (amountPaid !== null && back >= amountPaid) return `We have refunded all of ${money(back)}.`
  const of = amountPaid === null ? '' : ` of the ${money(amountPaid)} that you paid`
  const isShortfall = payment?.refunds.some(({ purpose }) => purpose === 'shortfall')
  const why = isShortfall ? ', since not every part could be written as you were promised' : ''
  return `We have refunded ${money(back)}${of}${why}.`
}
