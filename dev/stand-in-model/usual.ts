import { createHash } from 'node:crypto'
import type { Mode } from './behaviour.ts'
import type { CompletionRequest } from './request.ts'

interface Given {
  /** Models that write nothing sound. */
  readonly worse: readonly string[]
  /** Of drafts that people found faulty, as a judge is asked about them. */
  readonly faulty: readonly string[]
}

/** By which a judge that knows the labels knows what it is asked about. */
export function promptHash(prompt: string): string {
  return createHash('sha256').update(prompt).digest('hex')
}

/** A candidate that is worse than what stands, and a judge that doubts what people have found faulty. */
export function usualOf({ worse, faulty }: Given) {
  const known = new Set(faulty)
  return ({ model, messages }: CompletionRequest): Mode => {
    if (worse.includes(model)) return 'garbage-words'
    return known.size > 0 && known.has(promptHash(messages.at(-1)!.content)) ? 'doubting' : 'up'
  }
}
