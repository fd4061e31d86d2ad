import type { Condition } from './condition.ts'

/**
 * What a question carries besides its type: the form, `questions.json` and the 422 messages are
 * made from it. Attach it with zod's `.meta(question({...}))`.
 */
export interface Question {
  /** The label. */
  readonly title: string
  /** Why it is asked or how to answer, one sentence. */
  readonly description?: string
  readonly examples?: readonly unknown[]
  /** Heading of the group that starts with this question. */
  readonly group?: string
  /** Label per value of a choice. */
  readonly labels?: Readonly<Record<string, string>>
  readonly askedWhen?: Condition
  /** A question that is optional otherwise; `fitting` holds the answers against it. */
  readonly neededWhen?: Need
  /** Every value chosen here has to be chosen there, too. */
  readonly among?: Among
  /** Several lines of text. */
  readonly multiline?: boolean
  /** HTML autocomplete token, where one fits. */
  readonly autocomplete?: string
}

export interface Need {
  /** All of them hold; the one in `askedWhen` is among them. */
  readonly when: readonly Condition[]
  /** What is said when the answer is missing; starts with the title. */
  readonly missing: string
}

export interface Among {
  /** Its path, such as `use.purposes`. */
  readonly question: string
  /** Completes “… is not”: `among what you use personal data for`. */
  readonly as: string
}

/** A sentence about a question: `Sector: please choose …` or `How many? Please give …`. */
export function about(title: string, words: string): string {
  if (!title.endsWith('?')) return `${title}: ${words}`
  return `${title} ${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

export function question(meta: Question): Question & Record<string, unknown> {
  return { ...meta }
}
