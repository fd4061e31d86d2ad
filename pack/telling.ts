import type { IncidentKind } from './incident.ts'

/** On which side of a leak an order is: its pack held what is another's, another's held what is its, or both. */
export const leakSides = ['got', 'lost', 'both'] as const

export type LeakSide = (typeof leakSides)[number]

/** What kind of thing was where it must not be, in the customer's words: whose it is follows. */
export const leakThings = {
  contact: 'names or contact details',
  staff: 'details about employees',
  business: 'details about the firm',
  answers: 'answers to our questions, or texts made from them',
} as const

export type LeakThing = keyof typeof leakThings

export interface Leak {
  readonly side: LeakSide
  readonly thing: LeakThing
}

/** What a person adds to the letter of an incident. */
export interface Addition {
  /** One paragraph, plain text; null: none. */
  readonly words: string | null
  /** Null: it is no leak. */
  readonly leak: Leak | null
}

/** What a letter about an incident says of it, whichever the order. Times are ISO 8601, UTC. */
export interface ToldIncident extends Addition {
  readonly kind: IncidentKind
  readonly beganAt: string
  /** Null: it is not over. */
  readonly endedAt: string | null
}

/** Which orders are meant. */
export interface Which {
  /** By their numbers; null: those that the rule of the incident's kind finds. */
  readonly only: readonly string[] | null
  /** Of these orders, those that are left out. */
  readonly except: readonly string[]
}

/** Whether an order is written to, or why not: of an outage whoever has closed the order, or wants no letters, is not. */
export const standings = [
  'new',
  'told',
  'erased',
  'unpaid',
  'closed',
  'unwanted',
  'unreached',
] as const

export type TellStanding = (typeof standings)[number]

export type TellCounts = Readonly<Record<TellStanding, number>>

/** The orders that an incident concerns. */
export interface Concerned {
  readonly counts: TellCounts
  /** Those that can be written to, the longest paid first, and no more of them than fit a page. */
  readonly orders: readonly { readonly order: string; readonly paidAt: string }[]
}

/** Of the orders that a letter goes to, those whose pack is handed out by a link that was not withdrawn since it began. */
export interface StillOpen {
  readonly count: number
  /** The first few of them, by their numbers. */
  readonly orders: readonly string[]
}

/** Whose pack holds what is another’s gets no link to it from us. */
export const isKeptBack = ({ leak }: Pick<Addition, 'leak'>) =>
  leak !== null && leak.side !== 'lost'

/** What was written about an incident so far. Times are ISO 8601, UTC. */
export interface ToldSoFar {
  /** Letters, and what became of them. */
  readonly letters: number
  readonly waiting: number
  readonly sent: number
  readonly cameBack: number
  /** Their orders were erased before they went. */
  readonly needless: number
  /** When the first and the last of them went; null: none did. */
  readonly firstAt: string | null
  readonly lastAt: string | null
  /** By when the last that waits is due; null: none waits. */
  readonly dueBy: string | null
  readonly tellings: readonly Telling[]
}

/** One time that somebody had letters sent. */
export interface Telling extends Addition {
  readonly at: string
  readonly by: string
  readonly why: string
  readonly outcome: string | null
}

/** All that the rule of an incident's kind finds. */
export const byRule: Which = { only: null, except: [] }

/** Only a person knows whom it concerns. */
export const isNamedByPeople = (kind: IncidentKind) => kind === 'leak' || kind === 'other'

const reasons: Readonly<Record<Exclude<TellStanding, 'new' | 'told'>, (n: number) => string>> = {
  erased: (n) => `${n} erased`,
  unpaid: (n) => `${n} not paid for`,
  closed: (n) => `${n} closed, with the money back`,
  unwanted: (n) => `${n} ${n === 1 ? 'wants' : 'want'} no such letters`,
  unreached: (n) =>
    n === 1 ? '1 address does not take letters' : `${n} addresses do not take letters`,
}

/** `3 of 40 not written to: 2 erased, 1 address does not take letters`; `''`: all are. */
export function leftOutInWords(counts: TellCounts): string {
  const why = Object.entries(reasons) as [keyof typeof reasons, (n: number) => string][]
  const left = why.filter(([standing]) => counts[standing] > 0)
  const sum = left.reduce((all, [standing]) => all + counts[standing], 0)
  if (sum === 0) return ''
  const said = left.map(([standing, words]) => words(counts[standing]))
  return `${sum} of ${concernedBy(counts)} not written to: ${said.join(', ')}`
}

/** What sending letters came to. */
export function tellOutcome(written: number, counts: TellCounts): string {
  const before = counts.told - written
  return [
    `${written} of ${concernedBy(counts)} orders written to`,
    before > 0 ? `${before} told before` : '',
    leftOutInWords(counts),
  ]
    .filter(Boolean)
    .join('; ')
}

export const concernedBy = (counts: TellCounts) =>
  standings.reduce((sum, standing) => sum + counts[standing], 0)

/** Characters of a paragraph. */
export const longestWords = 600

/** What leads elsewhere, or becomes a link in some mail programs. */
const link = /:\/\/|\bwww\b|\bmailto:|@|[\p{L}\p{N}][.．。]\p{L}{2,}/iu

/** @returns what is wrong with a paragraph of one's own, in a sentence; null: nothing is */
export function faultOfWords(words: string): string | null {
  if (words.length > longestWords) return `Please use at most ${longestWords} characters.`
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(words))
    return 'Please use letters, digits and signs alone: there is a character in it that nobody sees.'
  if (/[<>]/.test(words)) return 'Please use no < and no >: a letter is plain text.'
  return link.test(words)
    ? 'Please use no link and no address, and a space after each full stop: letters lead nowhere but to the order’s own page.'
    : null
}
