import type { TokenCount } from '../../pack/attempt.ts'
import { templateTokens, tokensOf } from './tokens.ts'

/** Bytes that left and that came, with which a count has to agree. */
export interface Traffic {
  /** Of the messages; role names and the like come on top. */
  readonly sent: number
  /** Of the text, and of thoughts that were no part of it. */
  readonly received: number
}

/**
 * The server's count, where it can be true: no token is less than a byte, and no answer of some
 * length comes from nothing. Else our own estimate, marked as such, so that nobody is charged for a
 * number that was made up.
 */
export function tokensIn(usage: unknown, { sent, received }: Traffic): TokenCount {
  const input = countIn(usage, 'prompt_tokens', sent + templateTokens)
  const output = countIn(usage, 'completion_tokens', received + templateTokens)
  const cached = countIn(member(usage, 'prompt_tokens_details'), 'cached_tokens', input ?? 0)
  return {
    in: input ?? tokensOf(sent),
    out: output ?? tokensOf(received),
    cached: cached ?? 0,
    estimated: input === null || output === null,
  }
}

function countIn(usage: unknown, name: string, most: number): number | null {
  const value = member(usage, name)
  const isCount = typeof value === 'number' && Number.isSafeInteger(value)
  return isCount && value > 0 && value <= most ? value : null
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
