import { z } from 'zod'

/** The part of a chat completion request that the stand-in understands; vLLM ignores the rest too. */
export const completionSchema = z.object({
  model: z.string(),
  // Strict chat templates refuse a turn in which nothing is said.
  messages: z.array(z.object({ role: z.string(), content: z.string().regex(/\S/) })).min(1),
  max_tokens: z.int().min(1).optional(),
  stream: z.boolean().default(false),
  stream_options: z.object({ include_usage: z.boolean() }).optional(),
  response_format: z
    .object({
      type: z.literal('json_schema'),
      json_schema: z.object({ name: z.string(), schema: z.record(z.string(), z.unknown()) }),
    })
    .optional(),
})

export type CompletionRequest = z.input<typeof completionSchema>

/** Roughly what a byte-level tokeniser makes of English. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4)
}

export function promptText({ messages }: CompletionRequest): string {
  return messages.map(({ role, content }) => `<|${role}|>${content}`).join('\n')
}

/** Keywords that the grammar backend refuses with a 400. */
export function unsupportedKeyword(schema: unknown): string | null {
  const found = /"(uniqueItems|contains|propertyNames|patternProperties)":/.exec(
    JSON.stringify(schema),
  )
  return found?.[1] ?? null
}
