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
  /** The question is asked only when another answer has one of these values. */
  readonly askedWhen?: { readonly question: string; readonly is: readonly string[] }
  /** Several lines of text. */
  readonly multiline?: boolean
  /** HTML autocomplete token, where one fits. */
  readonly autocomplete?: string
}

export function question(meta: Question): Question & Record<string, unknown> {
  return { ...meta }
}
