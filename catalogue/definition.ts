import type { z } from 'zod'
import type { Artefact, ArtefactRow, LeftOut, View } from '../pack/artefact.ts'
import type { Identity } from '../pack/identity.ts'
import type { FrozenOrder } from '../pack/order.ts'
import type { Unwanted } from '../pack/unwanted.ts'
import { listOf } from '../pack/wording.ts'
import type { EveryPackView } from './every-pack.ts'
import { type Lift, lifted } from './lift.ts'

/** An artefact with the schema of what a model has to answer. */
export interface ArtefactDefinition extends Artefact {
  /** Schema of the content of one part. Bounds on length are checked after the call. */
  readonly content: (view: View, row: ArtefactRow | null) => z.ZodObject
  /** Versions of its prompt that wait to be tried, by their number. */
  readonly candidates?: Readonly<Record<string, Partial<Pick<Artefact, 'task' | 'topics'>>>>
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
  /**
   * A sentence per path of an answer that is asked back; the customer may confirm it. The answers
   * may have mistakes.
   */
  readonly doubts?: (answers: unknown) => Readonly<Record<string, string>>
  /** How answers of earlier questions become answers of these, the oldest first. */
  readonly lifts: readonly Lift[]
  /** Derives every variable of the templates from the frozen order, of whatever content version. */
  readonly view: (order: FrozenOrder) => View & EveryPackView
  /** Exactly the shape that `view` returns; the tests hold each template's variables against it. */
  readonly viewSchema: z.ZodObject
  readonly identity: (view: View) => Identity
  /** Systems, suppliers and authorities by name: what a model writes has them in slots alone. */
  readonly named?: (view: View) => readonly string[]
  /** What is true of the firm and every text may say, though no prompt needs it. */
  readonly background?: (view: View) => readonly string[]
  /** Statements that the view of this firm contradicts, for an artefact and one of its rows. */
  readonly untrue?: (view: View, artefact: string, row: string) => readonly Unwanted[]
  /** The numbered documents that the firm does not need. */
  readonly leftOut: (view: View) => readonly LeftOut[]
  /** The firm's sector, by which evidence cards are chosen. */
  readonly sector: (view: View) => string
  /** Whose law bears on the firm, for cards, README, manifest and currency: `['EU', 'UK']`. */
  readonly jurisdictions: (view: View) => readonly string[]
  /** Provisions of the firm's own state that its documents name; the list of sources names them too. */
  readonly national?: (view: View) => readonly { readonly cite: string; readonly title: string }[]
  readonly artefacts: readonly ArtefactDefinition[]
}

/** A pack as its author writes it: `view` sees answers that were lifted, read and typed. */
export interface DeclaredPack<Questions extends z.ZodObject>
  extends Omit<PackDefinition, 'questionnaire' | 'view'> {
  readonly questionnaire: Questions
  readonly view: (answers: z.output<Questions>, order: FrozenOrder) => View & EveryPackView
}

/** The pack of a declaration: its `view` takes the orders of every content version. */
export function definePack<Questions extends z.ZodObject>(
  declared: DeclaredPack<Questions>,
): PackDefinition {
  return { ...declared, view: (order) => declared.view(answersOf(order, declared), order) }
}

/** What is wrong is told by the questions' paths alone: the answers are nobody's but the customer's. */
function answersOf<Questions extends z.ZodObject>(
  order: FrozenOrder,
  { id, contentVersion, questionnaire, lifts }: DeclaredPack<Questions>,
): z.output<Questions> {
  const read = questionnaire.safeParse(lifted(order, lifts).answers)
  if (read.success) return read.data
  const paths = new Set(read.error.issues.map(({ path }) => path.join('.') || 'all of it'))
  throw new Error(
    `the questions of ${id} ${contentVersion} refuse what it answers to ${listOf([...paths])}.`,
  )
}
