import type { z } from 'zod'

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

export function questionOf(schema: z.ZodType): Question {
  const meta = schema.meta()
  if (meta === undefined || typeof meta['title'] !== 'string')
    throw new Error('A question has no title: add .meta(question({ title })) to its schema.')
  return meta as unknown as Question
}
