import { z } from 'zod'
import { type Question, question } from './question.ts'
import { unprintableSign } from './sign.ts'
import { longest, tidy } from './tidy.ts'

interface TextQuestion extends Question {
  /** Characters, after `tidy`. */
  readonly max: number
  readonly optional?: boolean
}

// Controls, invisible format characters, lone surrogates, private use, unassigned: none of them
// belongs in a printed document.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u

// No script that we print puts more than two marks on a letter once NFC has joined what it can.
const heaped = /\p{M}{4}/u
const heapedMessage = 'please take away accents; more are heaped on one letter than can be printed.'

/** A plain-text answer: tidy and printable; its messages start with the question's title. */
export function text({ max, optional = false, ...meta }: TextQuestion) {
  const { title, multiline = false } = meta
  const least = optional ? 0 : 1
  const missing = `${title}: please fill this in.`
  const schema = z
    .string({
      error: ({ input }) => (input === undefined ? missing : `${title}: please answer in words.`),
    })
    .overwrite((raw) => (raw.length > longest(max) ? raw : tidy(raw, multiline)))
    .min(least, missing)
    .max(max, `${title}: please use at most ${max} characters.`)
    .superRefine((value, check) => {
      const wrong = wrongSign(value, max)
      if (wrong) check.addIssue({ code: 'custom', message: `${title}: ${wrong}` })
    })
  return schema.meta(question(meta))
}

/** The same, but it may be left out or empty. */
export function optionalText(meta: Omit<TextQuestion, 'optional'>) {
  const { max: _, ...rest } = meta
  return text({ ...meta, optional: true })
    .optional()
    .meta(question(rest))
}

function wrongSign(value: string, max: number): string | null {
  if (value.length > max) return null
  const sign = unprintable.exec(value.replaceAll('\n', ' '))?.[0]
  if (sign !== undefined) return unprintableSign(value, sign)
  return heaped.test(value) ? heapedMessage : null
}
