import { APIConnectionTimeoutError, APIError } from 'openai'
import { Flooded } from './bounded.ts'
import { NoCompletion } from './completion.ts'
import { type Symptom, symptomOfError, symptomOfStatus } from './failures.ts'

/** What was asked for, as far as it can be too long. */
interface Prompt {
  readonly messages: readonly { readonly content: string }[]
  readonly maxTokens: number
  /** Tokens that both may have together. */
  readonly window: number
}

/** What was thrown while a call was made → its row in the table. */
export function symptomOfThrown(error: unknown, prompt: Prompt): Symptom {
  if (error instanceof NoCompletion) return error.symptom
  if (error instanceof Flooded) return 'flood'
  if (error instanceof APIError && error.status !== undefined)
    return symptomOfResponse(error, error.status, prompt)
  // The headers never came.
  if (error instanceof APIConnectionTimeoutError) return 'silent'
  if (error instanceof APIError) return 'no-connection'
  return isNotText(error) ? 'malformed' : 'cut'
}

function symptomOfResponse({ error, message }: APIError, status: number, prompt: Prompt): Symptom {
  const named = symptomOfError(error)
  if (named !== null) return named
  return status === 400 && saysTooLong(error, message) && canBeTooLong(prompt)
    ? 'too-long'
    : symptomOfStatus(status)
}

/** vLLM's, llama.cpp's and OpenAI's words for it. */
const tooLong = /context.?(?:length|size|window)|input.?tokens|exceed_context_size/i

function saysTooLong(error: unknown, message: string): boolean {
  return tooLong.test(`${message} ${JSON.stringify(error)}`)
}

/** Servers word it differently, so their word counts only where it can be true. */
function canBeTooLong({ messages, maxTokens, window }: Prompt): boolean {
  const bytes = Buffer.byteLength(messages.map(({ content }) => content).join(''))
  return bytes / 2 + maxTokens > window
}

/** Of bytes that are no UTF-8. */
function isNotText(error: unknown): boolean {
  return (
    error instanceof TypeError && Reflect.get(error, 'code') === 'ERR_ENCODING_INVALID_ENCODED_DATA'
  )
}

/** Characters: a server may send a page, or the prompt back. */
const longestRejection = 500

/** `404 The model does not exist.`; null where no status came. */
export function rejectionOf(error: unknown): string | null {
  if (!(error instanceof APIError) || error.status === undefined) return null
  return error.message.slice(0, longestRejection)
}

/** Milliseconds after which the server wants to be asked again, from `Retry-After`; null: not said. */
export function retryAfterOf(error: unknown, now = Date.now()): number | null {
  const said = error instanceof APIError ? error.headers?.get('retry-after') : null
  if (!said) return null
  const seconds = Number(said)
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(said) - now
  return Number.isFinite(wait) ? Math.max(0, wait) : null
}
