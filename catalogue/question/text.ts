import { z } from 'zod'
import { type Question, question } from './question.ts'

// No script that we print puts more than two marks on a letter once NFC has joined what it can.
const heaped = /\p{M}{4}/u
const heapedMessage = 'please take away accents; more are heaped on one letter than can be printed.'

interface TextQuestion extends Question {
  /** Characters, after trimming and NFC. */
  readonly max: number
  readonly optional?: boolean
}

// Controls, invisible format characters (bidi overrides among them), lone surrogates, private use,
// unassigned, and the Unicode line separators: none of them belongs in a printed document.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u

/** A plain-text answer: trimmed, NFC, printable; its messages start with the question's title. */
export function text({ max, optional = false, ...meta }: TextQuestion) {
  const { title, multiline = false } = meta
  const least = optional ? 0 : 1
  const schema = z
    .string({ error: `${title}: please answer in words.` })
    .overwrite((raw) => (raw.length > longest(max) ? raw : tidy(raw, multiline)))
    .min(least, `${title}: please fill this in.`)
    .max(max, `${title}: please use at most ${max} characters.`)
    .refine((value) => isPrintable(value, multiline), `${title}: ${unprintableMessage(multiline)}`)
    .refine((value) => !heaped.test(value), `${title}: ${heapedMessage}`)
  return schema.meta(question(meta))
}

/** The same, but it may be left out or empty. */
export function optionalText(meta: Omit<TextQuestion, 'optional'>) {
  const { max: _, ...rest } = meta
  return text({ ...meta, optional: true })
    .optional()
    .meta(question(rest))
}

export function email(meta: Question) {
  return z
    .email({ error: `${meta.title}: please give an e-mail address such as anna@example.com.` })
    .max(120, `${meta.title}: please use at most 120 characters.`)
    .meta(question(meta))
}

/**
 * Code units of a raw text that can still become `max` characters: a letter may come as several
 * marks, with blanks around it. Normalising is quadratic in marks, so a longer one is never touched.
 */
function longest(max: number): number {
  return 4 * max + 100
}

function tidy(raw: string, multiline: boolean): string {
  const text = raw.normalize('NFC').trim()
  return multiline ? text.replace(/\r\n?/g, '\n') : text
}

function isPrintable(value: string, multiline: boolean): boolean {
  return !unprintable.test(multiline ? value.replaceAll('\n', ' ') : value)
}

function unprintableMessage(multiline: boolean): string {
  const lines = multiline ? '' : ', on one line'
  return `please type plain text${lines}; it contains a character that cannot be printed.`
}
