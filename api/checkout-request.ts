import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import { email } from '../catalogue/question/email.ts'
import { fieldErrors, sentenceFor } from '../catalogue/question/sentences.ts'
import type { CheckoutInput } from '../orders/checkout.ts'
import { decodeForm, type FlatForm } from './form.ts'
import type { CheckoutChoices } from './pages/checkout.ts'
import type { Offer } from './pages/offer.ts'

/** A posted order, read but for the answers, which are the use case's to judge. */
export type CheckoutRequest = {
  readonly offer: Offer | undefined
  readonly isForm: boolean
  readonly answers: unknown
  readonly choices: CheckoutChoices
} & (
  | { readonly fields: null; readonly input: CheckoutInput }
  | { readonly fields: Readonly<Record<string, string>> }
)

const consentNeeded = 'Please agree, so that we may deliver at once.'
const answersNeeded = 'Give the answers as an object; the pack’s questions.json describes it.'

const order = z.object({
  tier: z.enum(['self-serve', 'full']),
  email: email({ title: 'Your e-mail' }),
  currency: z.enum(['eur', 'gbp']).optional(),
  consent: z.literal(true, consentNeeded),
  answers: z.looseObject({}, answersNeeded),
  confirmed: z.array(z.string().max(100)).max(50).optional(),
  idempotencyKey: z.string().min(1).max(255).optional(),
})

export function readCheckout(
  body: unknown,
  headers: IncomingHttpHeaders,
  offers: readonly Offer[],
): CheckoutRequest {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')
  const posted = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const offer = offers.find(({ pack }) => pack.id === posted['pack'])
  const answers = isForm ? decodeAnswers(offer, posted as FlatForm) : posted['answers']
  const idempotencyKey = headers['idempotency-key']
  const sold = z.enum(offers.map(({ pack }) => pack.id))
  const read = order
    .extend({ pack: sold })
    .safeParse(
      { ...(isForm ? fromForm(posted) : posted), answers, idempotencyKey },
      { error: sentenceFor },
    )
  const about = { offer, isForm, answers, choices: choicesOf(posted) }
  if (!read.success)
    return { ...about, fields: withAnswers(fieldErrors(read.error), offer, answers) }
  return { ...about, fields: null, input: { ...read.data, answers } }
}

function decodeAnswers(offer: Offer | undefined, posted: FlatForm): unknown {
  return offer ? decodeForm(offer.pack.questionnaire, posted) : {}
}

/** All complaints at once, so that nobody has to send the form twice. */
function withAnswers(
  errors: Record<string, string>,
  offer: Offer | undefined,
  answers: unknown,
): Record<string, string> {
  if (errors['answers'] !== undefined) return errors
  const read = offer?.pack.questionnaire.safeParse(answers, { error: sentenceFor })
  return read?.error ? { ...fieldErrors(read.error), ...errors } : errors
}

/** Both boxes ticked is consent; an unchosen currency is none. */
function fromForm(posted: Record<string, unknown>) {
  const ticked = [posted['consent']].flat()
  const consent = ticked.includes('terms') && ticked.includes('delivery')
  const confirmed = [posted['confirmed'] ?? []].flat()
  return { ...posted, consent, confirmed, currency: posted['currency'] || undefined }
}

function choicesOf(posted: Record<string, unknown>): CheckoutChoices {
  const text = (name: string) => {
    const value = posted[name]
    return typeof value === 'string' ? value : undefined
  }
  return { tier: text('tier'), email: text('email'), currency: text('currency') }
}
