import type { z } from 'zod'

type Issue = Parameters<z.core.$ZodErrorMap>[0]

/**
 * zod's words made fit for the customer; pass it as `safeParse(answers, { error: sentenceFor })`.
 * A sentence that the schema itself gives goes first.
 */
export function sentenceFor(issue: Issue): string {
  if (issue.input === undefined) return 'This question needs an answer.'
  if (issue.code === 'too_small') return tooSmall(issue.origin, Number(issue.minimum))
  if (issue.code === 'too_big') return tooBig(issue.origin, Number(issue.maximum))
  if (issue.code === 'invalid_type' && issue.expected === 'number')
    return 'Give a number, in digits.'
  if (issue.code === 'invalid_value') return 'Choose one of the answers offered.'
  if (issue.code === 'unrecognized_keys') return 'This is not one of our questions.'
  const format = issue.code === 'invalid_format' ? formats[issue.format] : undefined
  return format ?? 'This answer is not of the kind that we ask for.'
}

const formats: Readonly<Record<string, string>> = {
  email: 'Give an e-mail address, such as name@example.org.',
  url: 'Give a web address in full, such as https://example.org.',
  date: 'Give a date as year-month-day, such as 2026-11-21.',
}

function tooSmall(origin: string, minimum: number): string {
  if (origin === 'string')
    return minimum <= 1 ? 'This question needs an answer.' : `Give at least ${minimum} characters.`
  if (origin === 'array')
    return minimum <= 1 ? 'Give at least one answer.' : `Give at least ${minimum} answers.`
  return `Give a number of at least ${minimum}.`
}

function tooBig(origin: string, maximum: number): string {
  if (origin === 'string') return `Shorten this answer to ${maximum} characters.`
  if (origin === 'array') return `Give at most ${maximum} answers.`
  return `Give a number of at most ${maximum}.`
}

/** Fields that an answer names at most; nobody corrects more at a time. */
export const mostFields = 50

/** A path of ours is shorter; one that was made up is not repeated in full. */
const longestPath = 100

/**
 * One sentence per path (`systems.0.name`), the first that was found, in the questions' order; of
 * the first fifty paths.
 */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const sentences = new Map<string, string>()
  for (const issue of error.issues)
    for (const path of pathsOf(issue).map((whole) => whole.slice(0, longestPath))) {
      if (sentences.size === mostFields) return Object.fromEntries(sentences)
      if (!sentences.has(path)) sentences.set(path, issue.message)
    }
  return Object.fromEntries(sentences)
}

/** A key that nobody asked for is named itself, not the object that holds it. */
export function pathsOf(issue: z.core.$ZodIssue): string[] {
  const paths =
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => [...issue.path, key])
      : [issue.path]
  return paths.map((path) => path.join('.'))
}
