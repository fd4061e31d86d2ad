import { z } from 'zod'
import { type Question, question } from './question.ts'
import { tidy } from './tidy.ts'

interface NumberQuestion extends Question {
  readonly min: number
  readonly max: number
  /** Sentences, which start with the title. */
  readonly tooSmall: string
  readonly tooBig: string
}

/** Digits in groups, parted by one and the same sign: 1,000 · 1.000 · 1 000 · 1’000 · 1,00,000. */
const grouped = /^[1-9]\d{0,2}(?=([.,'’‘˙٬_ ]))(?:\1\d{2,3})*\1\d{3}$/

/** Longer than any number that is asked for, however it is written. */
const longest = 40

/**
 * The whole number that a text says, in the grouping of any locale; undefined when it says none,
 * or leaves in doubt which. A point or comma before three digits groups them: nobody counts people
 * or years in thousandths.
 */
export function wholeNumberIn(typed: string): number | undefined {
  if (typed.length > longest) return undefined
  const text = tidy(typed)
  if (/^\d{1,15}$/.test(text)) return Number(text)
  return grouped.test(text) ? Number(text.replace(/\D/g, '')) : undefined
}

/** A whole number: a number, or a text that says one. Its messages start with the title. */
export function wholeNumber({ min, max, tooSmall, tooBig, ...meta }: NumberQuestion) {
  const example = String(Number(meta.examples?.[0] ?? min))
  const error = ({ input }: { input?: unknown }) =>
    `${meta.title}: ${named(input)}please give a whole number in digits, such as ${example}.`
  return z
    .preprocess(
      (typed) => (typeof typed === 'string' ? (wholeNumberIn(typed) ?? typed) : typed),
      z.int({ error }).min(min, tooSmall).max(max, tooBig),
    )
    .meta(question(meta))
}

function named(input: unknown): string {
  const said = typeof input === 'string' || typeof input === 'number' ? String(input).trim() : ''
  return said === '' || said.length > longest ? '' : `“${said}” is no whole number; `
}
