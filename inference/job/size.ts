import { catalogue } from '../../catalogue/catalogue.ts'
import { systemPrompt } from '../../pack/prompts.ts'
import { templateTokens, tokensOf } from '../wire/tokens.ts'
import type { Assignment } from './assignment.ts'

/** Tokens of the prompt, rather too many than too few. */
export function promptSizeOf({ prompt }: Assignment): number {
  return promptTokens(prompt.system + prompt.user)
}

/** Tokens that a first turn needs, its answer included. */
export function sizeOf(assignment: Assignment, scale = 1): number {
  return Math.ceil(promptSizeOf(assignment) * scale) + assignment.maxTokens
}

/** The same without what the customer wrote. */
export function ownSizeOf({ prompt, maxTokens }: Assignment, scale: number): number {
  const own = prompt.user.replace(/<answers>[\s\S]*?<\/answers>/g, '')
  return Math.ceil(promptTokens(prompt.system + own) * scale) + maxTokens
}

/** Bounds, evidence and answers of a small firm; what the samples need at the least. */
const least = 600

/** Tokens below which an endpoint cannot write every section of every pack, even of a small firm. */
export function leastWindow(): number {
  const artefacts = Object.values(catalogue).flatMap((pack) => pack.artefacts)
  const sizes = artefacts.map(
    ({ task, maxOutputTokens }) => promptTokens(systemPrompt + task) + least + maxOutputTokens,
  )
  return Math.max(...sizes)
}

function promptTokens(text: string): number {
  return tokensOf(Buffer.byteLength(text)) + templateTokens
}
