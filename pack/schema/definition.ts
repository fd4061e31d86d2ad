import type { z } from 'zod'
import type { Identity } from '../identity.ts'
import type { FrozenOrder, Tier } from '../order.ts'
import type { EveryPackView } from './every-pack.ts'

/** The variables of a pack's templates, static forms and prompts; JSON values only. */
export type View = Readonly<Record<string, unknown>>

/** One row of a list artefact. */
export interface ArtefactRow {
  /** Lower-case, digits and hyphens; the key of the recorded output and of the static form. */
  readonly id: string
  readonly title: string
  /** What the model is told of this row. */
  readonly facts: View
}

/** A section that a model may write. */
export interface ArtefactDefinition {
  readonly id: string
  readonly title: string
  /** Catalogue number of the document that owns it (`01`); null: standalone in `tailored/`. */
  readonly document: string | null
  readonly tiers: readonly Tier[]
  readonly onFailure: 'static' | 'refuse'
  /** Days for which a text may be reused for a like firm; 0: never. */
  readonly freshDays: number
  readonly promptVersion: string
  readonly maxOutputTokens: number
  /** What the model is asked to write, in the imperative. */
  readonly task: string
  /** The slice of the view that goes into the prompt. */
  readonly facts: (view: View) => View
  /** Set for a list artefact: one call, one recorded output and one static form a row. */
  readonly rows?: (view: View) => readonly ArtefactRow[]
  /** Topics of the evidence cards that the prompt carries. */
  readonly topics: readonly string[]
  /** Schema of the content of one part. Bounds on length are checked after the call. */
  readonly content: (view: View, row: ArtefactRow | null) => z.ZodObject
  /** Words that the text must contain at least one of, in any letter case. */
  readonly mustMention: (view: View, row: ArtefactRow | null) => readonly string[]
}

/** A document that does not apply to the firm. */
export interface LeftOut {
  /** Catalogue number. */
  readonly number: string
  /** A sentence for the customer. */
  readonly reason: string
}

/** All that is particular to a pack, as data; its texts lie in `templates/`, `fallbacks/`, `knowledge/`. */
export interface PackDefinition {
  readonly id: string
  readonly title: string
  /** One sentence for the catalogue. */
  readonly summary: string
  /** SemVer of templates, static forms and cards together. */
  readonly contentVersion: string
  /** ISO date; the law as the texts state it. */
  readonly lawAsOf: string
  /** Drives form, validation, templates and prompts. */
  readonly questionnaire: z.ZodObject
  /** Derives every variable of the templates from the frozen order. */
  readonly view: (order: FrozenOrder) => View & EveryPackView
  /** Exactly the shape that `view` returns; the tests hold each template's variables against it. */
  readonly viewSchema: z.ZodObject
  readonly identity: (view: View) => Identity
  /** The numbered documents that the firm does not need. */
  readonly leftOut: (view: View) => readonly LeftOut[]
  /** The firm's sector, by which evidence cards are chosen. */
  readonly sector: (view: View) => string
  /** Whose law bears on the firm, for cards, README, manifest and currency: `['EU', 'UK']`. */
  readonly jurisdictions: (view: View) => readonly string[]
  readonly artefacts: readonly ArtefactDefinition[]
}
