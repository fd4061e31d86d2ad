/** What the checks look at: every string of the content, and what it may rest on. */
export interface Draft {
  readonly texts: readonly Text[]
  readonly task: string
  /** What was told of the row that it is about, a value a line; empty for a whole section. */
  readonly row: string
  /** Task, evidence and answers, as the model saw them. */
  readonly grounds: string
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
  readonly text: string
}

/** What is wrong with a draft, one clause each, in words that tell the model what to change. */
export type Check = (draft: Draft) => readonly string[]
