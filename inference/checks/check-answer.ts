import type { z } from 'zod'
import { filled, type Slots, slotsAt } from '../../pack/slots.ts'
import type { Assignment } from '../job/assignment.ts'
import type { Failure } from '../wire/failures.ts'
import { about } from './about.ts'
import { aside } from './aside.ts'
import type { Check, Draft, Text } from './draft.ts'
import { grounding } from './grounding.ts'
import { leak } from './leak.ts'
import { mention } from './mention.ts'
import { names } from './names.ts'
import { outside } from './outside.ts'
import { plain } from './plain.ts'
import { plausible } from './plausible.ts'
import { printable, spelled } from './printable.ts'
import { declined, isRefusal } from './refusal.ts'
import { slotted } from './slotted.ts'
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
  slotted,
  outside,
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
  const asRead = filled(json, assignment.slots ?? {})
  const parsed = assignment.content.safeParse(asRead)
  if (!parsed.success) return failed('invalid', parsed.error.issues.map(inWords))
  const draft = draftOf(json, asRead, assignment, unprintable)
  const faults = checks.flatMap((check) => check(draft))
  return faults.length > 0 ? failed('invalid', faults) : { failure: null, faults, content: json }
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

/** @param asRead the content with its slots filled */
function draftOf(
  content: unknown,
  asRead: unknown,
  { artefact, prompt, slots, named, background, told, mustMention }: Assignment,
  unprintable: Unprintable,
): Draft {
  const raw = textsOf('', content)
  return {
    unprintable,
    texts: textsOf('', asRead).map((one, index) => ({
      ...one,
      raw: raw[index]!.text,
      slots: slots && slotsAt(slots, one.path),
    })),
    task: artefact.task,
    row: prompt.row && [prompt.row, ...valuesOf(slots)].join('\n'),
    grounds: `${prompt.grounds}\n${background}`,
    told,
    named,
    system: prompt.system,
    placeholders: prompt.placeholders,
    mustMention,
  }
}

function valuesOf(slots: Slots | null): string[] {
  return Object.values(slots ?? {})
    .flat()
    .map(({ value }) => value)
}

function textsOf(path: string, value: unknown): Pick<Text, 'path' | 'text'>[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) =>
    textsOf(path ? `${path}.${key}` : key, item),
  )
}
