import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import { email } from '../catalogue/question/email.ts'
import { fieldErrors, sentenceFor } from '../catalogue/question/sentences.ts'
import type { CheckoutInput, Mistakes } from '../orders/checkout/checkout.ts'
import { decodeForm, type FlatForm } from './form.ts'
import type { CheckoutChoices } from './pages/checkout.ts'
import type { Offer } from './pages/offer.ts'
import type { Shop } from './shop.ts'

/** A posted order, read but for the answers, which are the use case's to judge. */
export type CheckoutRequest = {
  readonly offer: Offer | undefined
  readonly isForm: boolean
  readonly answers: unknown
  readonly choices: CheckoutChoices
} & ({ readonly input: CheckoutInput } | { readonly input: null; readonly mistakes: Mistakes })

const consentNeeded = 'Please agree, so that we may deliver at once.'
const wrongKey = 'Use a key without control characters, such as a UUID.'
export const answersNeeded =
  'Give the answers as an object; the pack’s questions.json describes it.'

const order = z.object({
  tier: z.enum(['self-serve', 'full']),
  email: email({ title: 'Your e-mail' }),
  currency: z.enum(['eur', 'gbp']).optional(),
  consent: z.literal(true, consentNeeded),
  answers: z.looseObject({}, answersNeeded),
  confirmed: z.array(z.string().max(100)).max(50).optional(),
  idempotencyKey: z
    .string()
    .min(1)
    .max(255)
    .regex(/^\P{C}*$/u, wrongKey)
    .optional(),
})

export function readCheckout(
  body: unknown,
  headers: IncomingHttpHeaders,
  { offers, examine }: Pick<Shop, 'offers' | 'examine'>,
): CheckoutRequest {
  const isForm = isFormPost(headers)
  const posted = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const offer = offers.find(({ pack }) => pack.id === posted['pack'])
  const answers = isForm ? decodeAnswers(offer, posted as FlatForm) : posted['answers']
  // A draft that a browser sends twice is one order.
  const idempotencyKey = headers['idempotency-key'] ?? ((isForm && posted['draft']) || undefined)
  const sold = z.enum(offers.map(({ pack }) => pack.id))
  const read = order
    .extend({ pack: sold })
    .safeParse(
      { ...(isForm ? fromForm(posted) : posted), answers, idempotencyKey },
      { error: sentenceFor },
    )
  const choices = choicesOf(posted)
  const about = { offer, isForm, answers, choices }
  if (read.success) return { ...about, input: { ...read.data, answers } }
  const own = fieldErrors(read.error)
  if (offer === undefined || own['answers'] !== undefined)
    return { ...about, input: null, mistakes: { fields: own, doubts: [] } }
  // All complaints at once, so that nobody has to send the form twice.
  const { fields, doubts } = examine(offer.pack, answers, choices.confirmed)
  return { ...about, input: null, mistakes: { fields: { ...fields, ...own }, doubts } }
}

export function isFormPost(headers: IncomingHttpHeaders): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')
}

function decodeAnswers(offer: Offer | undefined, posted: FlatForm): unknown {
  return offer ? decodeForm(offer.pack.questionnaire, posted) : {}
}

/** Both boxes ticked is consent; an unchosen currency is none. */
function fromForm(posted: Record<string, unknown>) {
  const ticked = texts(posted['consent'])
  const consent = ticked.includes('terms') && ticked.includes('delivery')
  const confirmed = texts(posted['confirmed'])
  return { ...posted, consent, confirmed, currency: posted['currency'] || undefined }
}

function choicesOf(posted: Record<string, unknown>): CheckoutChoices {
  const text = (name: string) => {
    const value = posted[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    tier: text('tier'),
    email: text('email'),
    currency: text('currency'),
    draft: text('draft'),
    consent: texts(posted['consent']),
    confirmed: texts(posted['confirmed']),
  }
}

/** What was posted under one name, once or several times. */
export function texts(posted: unknown): string[] {
  return [posted].flat().filter((one) => typeof one === 'string')
}
