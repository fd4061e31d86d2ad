import type { Clause } from '../../catalogue/terms/clause.ts'

/** A letter before it is set as text and as HTML, which say the same. Every string is plain text. */
export interface Draft {
  readonly subject: string
  readonly heading: string
  readonly paragraphs: readonly string[]
  /** What the last paragraph lists. */
  readonly items: readonly string[]
  /** What to open, the first of them as a button. */
  readonly pages: readonly LinkedPage[]
  /** Smaller, below. */
  readonly notes: readonly string[]
  /** What was bought; `[name, value]`. */
  readonly facts: readonly (readonly [string, string])[]
  /** What was agreed to, in full: a letter can be kept, and a page may change. */
  readonly terms?: AgreedTerms
}

export interface AgreedTerms {
  readonly heading: string
  readonly clauses: readonly Clause[]
}

export interface LinkedPage {
  readonly label: string
  readonly url: string
  /** In a few words; null: the label says it all. */
  readonly about: string | null
}

/** What is particular to a kind of incident, in the letter about it. */
export interface KindWords {
  readonly subject: string
  readonly heading: string
  readonly happened: string
  /** For this order. */
  readonly means: readonly string[]
  readonly did: string
  readonly toDo: string
}
