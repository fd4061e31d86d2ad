import type { Slot } from '../../pack/slots.ts'

/** What the checks look at: every string of the content, and what it may rest on. */
export interface Draft {
  readonly texts: readonly Text[]
  readonly task: string
  /** What was told of the row that it is about, a value a line; empty for a whole section. */
  readonly row: string
  /** Task, evidence and answers, as the model saw them, and what else is true of the firm. */
  readonly grounds: string
  /** What was told of the one thing that the text at a path is about. */
  readonly told: (path: string) => string
  /** Systems, suppliers and authorities that texts name by slots alone. */
  readonly named: readonly string[]
  readonly system: string
  /** `[[COMPANY]]` and its like that the prompt names. */
  readonly placeholders: readonly string[]
  /** Characters of a text that no document can print. */
  readonly unprintable: (text: string) => readonly string[]
  /** Of these words the draft needs one. */
  readonly mustMention: readonly string[]
}

export interface Text {
  /** `scenarios.mailbox.story`. */
  readonly path: string
  /** As it is read, with its slots filled. */
  readonly text: string
  /** As the model wrote it. */
  readonly raw: string
  /** Those it may hold; null: an artefact whose texts state their facts in words. */
  readonly slots: readonly Slot[] | null
}

/** What is wrong with a draft, one clause each, in words that tell the model what to change. */
export type Check = (draft: Draft) => readonly string[]
