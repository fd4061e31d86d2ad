import { countTokens } from './request.ts'

/** vLLM reuses whole blocks of a prompt's beginning. */
const block = 128

/** Remembers the last prompt, which is enough for prompts that share their beginning. */
export function createPrefixCache() {
  let last = ''
  return {
    /** Tokens of this prompt that were computed before. */
    hit(prompt: string): number {
      let same = 0
      while (same < prompt.length && prompt[same] === last[same]) same += 1
      last = prompt
      return Math.floor(countTokens(prompt.slice(0, same)) / block) * block
    },
  }
}
