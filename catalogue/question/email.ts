import { z } from 'zod'
import { longestAddress, mailable, wrongAddress } from '../../pack/email-address.ts'
import { type Question, question } from './question.ts'
import { longest, tidy } from './tidy.ts'

/**
 * An e-mail address, an order's or an answer, kept as `mailable` makes it, so that what a document
 * says can be mailed. `questions.json` calls it `idn-email`: a domain in other letters is taken.
 */
export function email(meta: Question) {
  const { title } = meta
  return z
    .string({ error: `${title}: ${wrongAddress('')}` })
    .overwrite((raw) => (raw.length > longest(longestAddress) ? raw : mailable(tidy(raw))))
    .superRefine((address, check) => {
      const wrong = wrongAddress(address)
      if (wrong) check.addIssue({ code: 'custom', message: `${title}: ${wrong}` })
    })
    .meta({ ...question(meta), format: 'idn-email', maxLength: longestAddress })
}
