import type { z } from 'zod'
import type { Assignment } from '../job/assignment.ts'
import type { Failure } from '../wire/failures.ts'
import { about } from './about.ts'
import { aside } from './aside.ts'
import type { Check, Draft, Text } from './draft.ts'
import { grounding } from './grounding.ts'
import { leak } from './leak.ts'
import { mention } from './mention.ts'
import { names } from './names.ts'
import { plain } from './plain.ts'
import { plausible } from './plausible.ts'
import { printable, spelled } from './printable.ts'
import { declined, isRefusal } from './refusal.ts'
import { voice } from './voice.ts'

export interface Verdict {
  /** Null: it passed. */
  readonly failure: Failure | null
  /** What is wrong with it, one clause each. */
  readonly faults: readonly string[]
  /** As it is recorded; null when it did not pass. */
  readonly content: unknown
}

const checks: readonly Check[] = [
  plain,
  printable,
  declined,
  leak,
  aside,
  plausible,
  voice,
  mention,
  about,
  grounding,
  names,
]

/** Faults said in one complaint; further ones would only hide the first. */
const most = 8

/** Characters of a text that no document can print. */
export type Unprintable = (text: string) => readonly string[]

/** A model's answer → the content of the artefact as it is recorded, or what is wrong with it. */
export function checkAnswer(
  answer: string,
  assignment: Assignment,
  unprintable: Unprintable,
): Verdict {
  if (isRefusal(answer)) return failed('refused', [])
  const json = parseJson(answer)
  if (isRefusal(textsOf('', json)[0]?.text ?? '')) return failed('refused', [])
  if (json === undefined) return failed('invalid', ['the answer is not one JSON object'])
  const parsed = assignment.content.safeParse(json)
  if (!parsed.success) return failed('invalid', parsed.error.issues.map(inWords))
  const draft = draftOf(parsed.data, assignment, unprintable)
  const faults = checks.flatMap((check) => check(draft))
  return faults.length > 0
    ? failed('invalid', faults)
    : { failure: null, faults, content: parsed.data }
}

function failed(failure: Failure, faults: readonly string[]): Verdict {
  return { failure, faults: faults.slice(0, most), content: null }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_, value) => (typeof value === 'string' ? spelled(value) : value))
  } catch {
    return undefined
  }
}

function inWords({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.') || 'the answer'}: ${message}`
}

function draftOf(
  content: unknown,
  { artefact, prompt, mustMention }: Assignment,
  unprintable: Unprintable,
): Draft {
  return {
    unprintable,
    texts: textsOf('', content),
    task: artefact.task,
    row: prompt.row,
    grounds: prompt.grounds,
    system: prompt.system,
    placeholders: prompt.placeholders,
    mustMention,
  }
}

function textsOf(path: string, value: unknown): Text[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) =>
    textsOf(path ? `${path}.${key}` : key, item),
  )
}
