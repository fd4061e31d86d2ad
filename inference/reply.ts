import { z } from 'zod'
import { type Failure, failureOfFinish } from './failures.ts'
import type { TokenCount } from './ports.ts'

/** An answer as it came, finished but unchecked; or why there is none. */
export interface Reply {
  readonly model: string
  readonly tokens: TokenCount
  readonly text: string | null
  readonly failure: Failure | null
}

const count = z.int().min(0)

const completionSchema = z.object({
  error: z.null().optional(),
  model: z.string().optional(),
  choices: z.tuple(
    [
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    ],
    z.unknown(),
  ),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count.optional(),
      prompt_tokens_details: z.object({ cached_tokens: count.nullish() }).nullish(),
    })
    .nullish(),
})

/**
 * Reads a body that came with 200. Some servers say 200 with an `error` and no choices, or send a
 * proxy's page: whatever is no completion is the server's fault.
 */
export function readReply(body: unknown, asked: string): Reply {
  const parsed = completionSchema.safeParse(body)
  if (!parsed.success) return noReply('server', asked)
  const { model = asked, choices, usage } = parsed.data
  const [{ finish_reason, message }] = choices
  const failure = message.refusal ? 'refused' : failureOfFinish(finish_reason)
  const tokens = {
    in: usage?.prompt_tokens ?? 0,
    out: usage?.completion_tokens ?? 0,
    cached: usage?.prompt_tokens_details?.cached_tokens ?? 0,
  }
  return { model, tokens, text: failure ? null : (message.content ?? ''), failure }
}

export function noReply(failure: Failure, asked: string): Reply {
  return { model: asked, tokens: { in: 0, out: 0, cached: 0 }, text: null, failure }
}
