import { complaint, mention, type Prompt, tooLong } from '../../../pack/prompts.ts'
import { type Slot, type Slots, slotsAt } from '../../../pack/slots.ts'
import type { Unwanted } from '../../../pack/unwanted.ts'
import type { Assignment } from '../../job/assignment.ts'
import { lazily } from './lazily.ts'
import { sentencesOf, wordsOf } from './words.ts'

/** What the checks look at: every string of the content, and what it may rest on. */
export interface Draft {
  readonly texts: readonly Text[]
  readonly task: string
  /** What was told of the row that it is about, a value a line; empty for a whole section. */
  readonly row: string
  /** Task, evidence and answers, as the model saw them, and what else is true of the firm. */
  readonly grounds: string
  /** Systems, suppliers and authorities that texts name by slots alone. */
  readonly named: readonly string[]
  /** What the firm answered, without task and evidence. */
  readonly answers: string
  /** What the model was told to do, apart from what it may repeat as fact. */
  readonly instructions: string
  /** Statements that are wrong for this firm. */
  readonly untrue: readonly Unwanted[]
  /** `[[COMPANY]]` and its like that the prompt names. */
  readonly placeholders: readonly string[]
  /** Characters of a text that no document can print. */
  readonly unprintable: (text: string) => readonly string[]
  /** Of these words the draft needs one. */
  readonly mustMention: readonly string[]
}

interface Written {
  /** `scenarios.mailbox.story`. */
  readonly path: string
  /** As it is read, with its slots filled. */
  readonly text: string
  /** As the model wrote it. */
  readonly raw: string
  /** Those it may hold; null: an artefact whose texts state their facts in words. */
  readonly slots: readonly Slot[] | null
  /** What was told of the one thing that it is about. */
  readonly told: () => string
}

/** A text, and what many checks read from it: each is read once, when the first of them asks. */
export interface Text extends Written {
  readonly words: () => readonly string[]
  readonly sentences: () => readonly string[]
  /** The words of each of them. */
  readonly wordsOfSentences: () => readonly (readonly string[])[]
  readonly rawSentences: () => readonly string[]
}

export function createText(written: Written): Text {
  const { text, raw, told } = written
  const sentences = lazily(() => sentencesOf(text))
  const wordsOfSentences = lazily(() => sentences().map(wordsOf))
  return {
    ...written,
    told: lazily(told),
    words: lazily(() => wordsOfSentences().flat()),
    sentences,
    wordsOfSentences,
    rawSentences: raw === text ? sentences : lazily(() => sentencesOf(raw)),
  }
}

/** What is wrong with a draft, one clause each, in words that tell the model what to change. */
export type Check = (draft: Draft) => readonly string[]

/** Characters of a text that no document can print. */
export type Unprintable = (text: string) => readonly string[]

/** @param asRead the content with its slots filled */
export function draftOf(
  content: unknown,
  asRead: unknown,
  { artefact, prompt, slots, background, ...assignment }: Assignment,
  unprintable: Unprintable,
): Draft {
  const raw = textsOf('', content)
  const { told, named, untrue, mustMention } = assignment
  return {
    unprintable,
    texts: textsOf('', asRead).map(({ path, text }, index) =>
      createText({
        path,
        text,
        raw: raw[index]!.text,
        slots: slots && slotsAt(slots, path),
        told: () => told(path),
      }),
    ),
    task: artefact.task,
    row: prompt.row && [prompt.row, ...valuesOf(slots)].join('\n'),
    grounds: `${prompt.grounds}\n${background}`,
    answers: `${prompt.grounds.slice(prompt.grounds.indexOf('<answers>'))}\n${background}`,
    named,
    untrue,
    instructions: instructionsOf(prompt, mustMention),
    placeholders: prompt.placeholders,
    mustMention,
  }
}

function valuesOf(slots: Slots | null): string[] {
  return Object.values(slots ?? {})
    .flat()
    .map(({ value }) => value)
}

/** System prompt, task, wanted lengths and the line of what to mention; a complaint, if one follows. */
function instructionsOf({ system, user }: Prompt, mustMention: readonly string[]): string {
  const [asked = ''] = user.split(/<evidence>|Names you may use|<answers>/, 1)
  return [system, asked, mention(mustMention), complaint([]), tooLong].join('\n')
}

/** Every string of a JSON value, with its path. */
export function textsOf(path: string, value: unknown): Pick<Text, 'path' | 'text'>[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) =>
    textsOf(path ? `${path}.${key}` : key, item),
  )
}
