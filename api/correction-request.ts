import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { PackDefinition } from '../catalogue/definition.ts'
import { fieldErrors, sentenceFor } from '../catalogue/question/sentences.ts'
import type { Mistakes } from '../orders/checkout/checkout.ts'
import type { CorrectionInput } from '../orders/correct/correct.ts'
import { answersNeeded, isFormPost, texts } from './checkout-request.ts'
import { decodeForm, type FlatForm } from './form.ts'

/** A posted correction, read but for the answers, which are the use case's to judge. */
export type CorrectionRequest = {
  readonly isForm: boolean
  readonly answers: unknown
  readonly confirmed: readonly string[]
} & ({ readonly input: CorrectionInput } | { readonly input: null; readonly mistakes: Mistakes })

const correction = z.object({
  answers: z.looseObject({}, answersNeeded),
  revision: z.coerce.number().int().positive().optional(),
  confirmed: z.array(z.string().max(100)).max(50).optional(),
})

/** What else is posted, such as a tier or a price, is not read: they stay. */
export function readCorrection(
  { body, headers }: Pick<FastifyRequest, 'body' | 'headers'>,
  { questionnaire }: PackDefinition,
): CorrectionRequest {
  const isForm = isFormPost(headers)
  const posted = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const answers = isForm ? decodeForm(questionnaire, posted as FlatForm) : posted['answers']
  const confirmed = isForm ? texts(posted['confirmed']) : posted['confirmed']
  const { revision } = posted
  const read = correction.safeParse({ answers, revision, confirmed }, { error: sentenceFor })
  const about = { isForm, answers, confirmed: texts(confirmed) }
  if (read.success) return { ...about, input: { ...read.data, answers } }
  return { ...about, input: null, mistakes: { fields: fieldErrors(read.error), doubts: [] } }
}
