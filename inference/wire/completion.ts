import { z } from 'zod'
import { type Symptom, symptomOfError, symptomOfFinish } from './failures.ts'

const part = z.object({
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  /** vLLM's and llama.cpp's names for a thought; of no use, but a sign of life. */
  reasoning: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  tool_calls: z.unknown().optional(),
})

const chunkSchema = z.object({
  error: z.unknown().optional(),
  choices: z
    .array(
      z.object({
        delta: part.nullish(),
        /** What a server sends that does not stream. */
        message: part.nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  // What is only counted or named never decides over the text.
  model: z.unknown().optional(),
  usage: z.unknown().optional(),
})

type Chunk = z.infer<typeof chunkSchema>

/** What the chunks of one answer came to. */
export interface Completion {
  readonly text: string
  readonly refusal: string
  /** Characters of thoughts and calls of tools, which are no text. */
  readonly unsaid: number
  readonly finish: string | null
  readonly model: unknown
  readonly usage: unknown
}

export const empty: Completion = {
  text: '',
  refusal: '',
  unsaid: 0,
  finish: null,
  model: undefined,
  usage: undefined,
}

/** A body, or one event of it, that is no part of a completion. */
export class NoCompletion extends Error {
  readonly symptom: Symptom
  constructor(symptom: Symptom) {
    super(`The server sent no completion (${symptom}).`)
    this.symptom = symptom
  }
}

/** Adds a chunk, or a completion that came whole. Throws NoCompletion when it is neither. */
export function plus(before: Completion, json: string): Completion {
  const chunk = read(json)
  const [choice] = chunk.choices ?? []
  const said = choice?.delta ?? choice?.message
  const unsaid = [said?.reasoning, said?.reasoning_content, said?.tool_calls && 'a call'].join('')
  return {
    text: before.text + (said?.content ?? ''),
    refusal: before.refusal + (said?.refusal ?? ''),
    unsaid: before.unsaid + unsaid.length,
    finish: choice?.finish_reason ?? before.finish,
    model: chunk.model ?? before.model,
    usage: chunk.usage ?? before.usage,
  }
}

function read(json: string): Chunk {
  const parsed = chunkSchema.safeParse(parseJson(json))
  if (!parsed.success) throw new NoCompletion('malformed')
  const { error } = parsed.data
  if (isNone(error)) return parsed.data
  throw new NoCompletion(symptomOfError(error) ?? 'error-inside')
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new NoCompletion('malformed')
  }
}

/** Some gateways send an empty `error` beside a good answer. */
function isNone(error: unknown): boolean {
  if (typeof error === 'object' && error !== null) return Object.keys(error).length === 0
  return !error
}

/** Bytes of all that was generated. */
export function bytesOf({ text, refusal, unsaid }: Completion): number {
  return Buffer.byteLength(text) + Buffer.byteLength(refusal) + unsaid
}

/** Did anything of an answer come with it? A role alone is sent before the model has begun. */
export function hasGrown(before: Completion, after: Completion): boolean {
  return lengthOf(after) > lengthOf(before) || after.finish !== before.finish
}

/**
 * Characters of a token at the most, by far, and those that an answer may have besides: a server
 * that sends more does not heed what it was asked for.
 */
const [ofToken, besides] = [16, 4_096]

export function isFlood(completion: Completion, maxTokens: number): boolean {
  return lengthOf(completion) > ofToken * maxTokens + besides
}

/** Characters of all that was generated. */
function lengthOf({ text, refusal, unsaid }: Completion): number {
  return text.length + refusal.length + unsaid
}

/** Null: it is an answer. */
export function symptomOf({ refusal, finish }: Completion): Symptom | null {
  if (refusal !== '') return 'refusal'
  return finish === null ? 'cut' : symptomOfFinish(finish)
}
