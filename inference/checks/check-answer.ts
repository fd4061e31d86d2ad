import type { z } from 'zod'
import { filled } from '../../pack/slots.ts'
import type { Assignment } from '../job/assignment.ts'
import type { Failure } from '../wire/failures.ts'
import { advertising } from './conduct/advertising.ts'
import { aside } from './conduct/aside.ts'
import { brand } from './conduct/brand.ts'
import { complianceClaims } from './conduct/compliance.ts'
import { harmfulAdvice } from './conduct/harmful-advice.ts'
import { injected } from './conduct/injected.ts'
import { leak } from './conduct/leak.ts'
import { manners } from './conduct/manners.ts'
import { promises } from './conduct/promises.ts'
import { promptTalk } from './conduct/prompt-talk.ts'
import { declined, isRefusal } from './conduct/refusal.ts'
import { deniedRights } from './conduct/rights.ts'
import { tone } from './conduct/tone.ts'
import { grounding } from './facts/grounding.ts'
import { invented } from './facts/invented.ts'
import { names } from './facts/names.ts'
import { outside } from './facts/outside.ts'
import { shares } from './facts/shares.ts'
import { slotted } from './facts/slotted.ts'
import { untrue } from './facts/untrue.ts'
import { about } from './prose/about.ts'
import { copies } from './prose/copies.ts'
import { mention } from './prose/mention.ts'
import { plain } from './prose/plain.ts'
import { plausible } from './prose/plausible.ts'
import { printable, spelled } from './prose/printable.ts'
import { strangeWords } from './prose/strange-words.ts'
import { voice } from './prose/voice.ts'
import { type Check, draftOf, textsOf, type Unprintable } from './reading/draft.ts'

export interface Verdict {
  /** Null: it passed. */
  readonly failure: Failure | null
  /** What is wrong with it, one clause each. */
  readonly faults: readonly string[]
  /** As it is recorded; null when it did not pass. */
  readonly content: unknown
  /** The checks that found something, for whoever measures them; null: it could not be read. */
  readonly foundBy: readonly string[] | null
}

/** In the order of what they are worth to a reader. */
const checks: Readonly<Record<string, Check>> = {
  leak,
  slotted,
  outside,
  promptTalk,
  injected,
  untrue,
  deniedRights,
  promises,
  complianceClaims,
  harmfulAdvice,
  invented,
  grounding,
  names,
  strangeWords,
  shares,
  advertising,
  brand,
  manners,
  tone,
  declined,
  aside,
  about,
  mention,
  copies,
  plausible,
  plain,
  printable,
  voice,
}

const conduct: ReadonlySet<Check> = new Set([
  ...[leak, promptTalk, injected, deniedRights, promises, complianceClaims, harmfulAdvice],
  ...[advertising, brand, manners, tone, declined, aside],
])

/** Does the check guard how a model behaves, and not whether a text is right? */
export function isOfConduct(name: string): boolean {
  return conduct.has(checks[name]!)
}

/** Faults said in one complaint; further ones would only hide the first. */
const most = 8

/** Characters of a fault, which may quote a word of any length. */
const longest = 400

/** So many times its bound no text is read: the checks are made for a page, not for a flood. */
const far = 4

/** How deep our shapes go, and more; what goes on for ever would overflow the stack. */
const deepest = 10

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
  const issues = assignment.content.safeParse(asRead, { reportInput: true }).error?.issues ?? []
  const decisive = issues.filter((issue) => !isOfLength(issue) || isFarTooLong(issue))
  if (decisive.length > 0) return failed('invalid', decisive.map(inWords))
  const draft = draftOf(json, asRead, assignment, unprintable)
  const found = Object.entries(checks).map(([name, check]) => ({ name, faults: check(draft) }))
  const faults = inTurn([issues.map(inWords), ...found.map((one) => one.faults)])
  const foundBy = found.flatMap((one) => (one.faults.length > 0 ? [one.name] : []))
  return faults.length > 0
    ? failed('invalid', faults, foundBy)
    : { failure: null, faults, content: json, foundBy }
}

function failed(
  failure: Failure,
  faults: readonly string[],
  foundBy: readonly string[] | null = null,
): Verdict {
  const said = faults.slice(0, most).map((fault) => fault.slice(0, longest))
  return { failure, faults: said, content: null, foundBy }
}

/** The first fault of each check, then the second of each: of many faults no kind hides another. */
function inTurn(found: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...found.map(({ length }) => length))
  const turns = Array.from({ length: longest }, (_, at) => found.flatMap((some) => some[at] ?? []))
  return turns.flat()
}

function parseJson(text: string): unknown {
  try {
    const json = JSON.parse(text, (_, value) =>
      typeof value === 'string' ? spelled(value) : value,
    )
    return isDeeper(json, deepest) ? undefined : json
  } catch {
    return undefined
  }
}

function isDeeper(json: unknown, levels: number): boolean {
  if (json === null || typeof json !== 'object') return false
  return levels === 0 || Object.values(json).some((value) => isDeeper(value, levels - 1))
}

function isFarTooLong(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'too_big' && String(issue.input).length > far * Number(issue.maximum)
}

function isOfLength(issue: z.core.$ZodIssue): boolean {
  return (issue.code === 'too_big' || issue.code === 'too_small') && issue.origin === 'string'
}

function inWords(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.') || 'the answer'
  if (!isOfLength(issue)) return `${path}: ${issue.message}`
  const bound =
    issue.code === 'too_big'
      ? `shorten it to at most ${issue.maximum}`
      : `lengthen it to at least ${(issue as z.core.$ZodIssueTooSmall).minimum}`
  return `${path}: ${bound} characters`
}
