import { z } from 'zod'
import type { TokenCount } from '../../pack/attempt.ts'
import { type Failure, failureOfFinish } from './failures.ts'

/** An answer as it came, finished but unchecked; or why there is none. */
export interface Reply {
  readonly model: string
  readonly tokens: TokenCount
  readonly text: string | null
  readonly failure: Failure | null
}

const completionSchema = z.object({
  error: z.unknown().refine(isNone).optional(),
  choices: z.tuple(
    [
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    ],
    z.unknown(),
  ),
  // What is only counted or named never decides over the text.
  model: z.unknown().optional(),
  usage: z.unknown().optional(),
})

/** Some gateways send an empty `error` beside a good answer. */
function isNone(error: unknown): boolean {
  if (typeof error === 'object' && error !== null) return Object.keys(error).length === 0
  return !error
}

/**
 * Reads a body that came with 200. Some servers say 200 with an `error` and no choices, or send a
 * proxy's page: whatever is no completion is the server's fault.
 */
export function readReply(body: unknown, asked: string): Reply {
  const parsed = completionSchema.safeParse(body)
  if (!parsed.success) return noReply('server', asked)
  const { model, choices, usage } = parsed.data
  const [{ finish_reason, message }] = choices
  const failure = message.refusal ? 'refused' : failureOfFinish(finish_reason)
  const text = failure ? null : (message.content ?? '')
  return { model: nameOr(asked, model), tokens: tokensIn(usage), text, failure }
}

/** The name goes into labels of metrics and into the manifest, so it has to look like one. */
const modelName = /^[\w./:@+-]{1,128}$/

function nameOr(asked: string, given: unknown): string {
  return typeof given === 'string' && modelName.test(given) ? given : asked
}

/** What is no count counts as 0. */
function tokensIn(usage: unknown): TokenCount {
  const details = member(usage, 'prompt_tokens_details')
  return {
    in: countOf(member(usage, 'prompt_tokens')),
    out: countOf(member(usage, 'completion_tokens')),
    cached: countOf(member(details, 'cached_tokens')),
    estimated: false,
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0
}

export function noReply(failure: Failure, asked: string): Reply {
  return {
    model: asked,
    tokens: { in: 0, out: 0, cached: 0, estimated: false },
    text: null,
    failure,
  }
}
