import type { EndpointTier } from './order.ts'
import type { NotWritten } from './outcome.ts'
import type { Cause, Reason } from './reason.ts'
import { type Source, sourceWords, standard } from './source.ts'
import { longDate } from './wording.ts'

/** What follows from a reason, and the words in which the customer learns of it. */
export interface Consequence {
  /** The cause is ours, not the content's. */
  readonly ours: boolean
  /** Tried again inside the late window. */
  readonly retried: boolean
  /** A full-tier section may be asked of the 4B model instead. */
  readonly fallsTo4b: boolean
  /** One sentence, for the customer; said while the section can still improve. */
  readonly waiting: string
  /** One sentence, for the customer; said once it cannot. */
  readonly settled: string
  /** One sentence, for the customer: what a correction of the answers may do about it. */
  readonly correction?: string
}

const standardForNow = 'Standard text for now'

const outage = (cause: string): Consequence => ({
  ours: true,
  retried: true,
  fallsTo4b: true,
  waiting: `${standard}; ${cause}, and we try again by ourselves.`,
  settled: `${standard}; ${cause} for as long as we tried.`,
})

const holdBack = (cause: string): Consequence => ({ ...outage(cause), fallsTo4b: false })

const content = (cause: string): Consequence => ({
  ours: false,
  retried: false,
  fallsTo4b: false,
  waiting: `${standard}; ${cause}.`,
  settled: `${standard}; ${cause}.`,
})

const ourBudget = holdBack('our tailoring capacity for this hour was used up')
const heldBudget = holdBack(
  'what was left of its tailoring allowance was set aside for other sections',
)
const theirBudget = content('the tailoring allowance for this order was used up')

const consequences: Readonly<Record<Exclude<Reason, 'over-budget'>, Consequence>> = {
  'not-yet': {
    ours: true,
    retried: true,
    fallsTo4b: false,
    waiting: `${standardForNow}; this section is being tailored to your answers.`,
    settled: `${standard}.`,
  },
  unreachable: outage('our tailoring service could not be reached'),
  timeout: outage('our tailoring service did not answer in time'),
  server: outage('our tailoring service reported a fault'),
  overloaded: outage('our tailoring service was too busy'),
  misconfigured: outage('our tailoring service was set up wrongly'),
  'safe-mode': holdBack('we have paused tailoring as a precaution'),
  'not-routed': holdBack('tailoring of this section is switched off at the moment'),
  'too-long': {
    ...content('your answers were too long for this section to be tailored safely'),
    correction: 'If you correct your answers to shorter ones, we try again.',
  },
  truncated: content('the tailored text came out incomplete, so we did not use it'),
  refused: content('the language model declined to write it'),
  invalid: content('the tailored text did not pass our checks, so we did not use it'),
  'input-blocked': {
    ...content('something in your answers must not be sent to a language model'),
    correction: 'If you take it out by a correction of your answers, we try again.',
  },
  'not-judged': {
    ours: true,
    retried: true,
    fallsTo4b: false,
    waiting: `${standard}; the tailored text waits for its second check, and we see to that by ourselves.`,
    settled: `${standard}; the second check of the tailored text could not be made for as long as we tried.`,
  },
  'review-pending': {
    ours: false,
    retried: false,
    fallsTo4b: false,
    waiting: `${standard}; a person of ours is reading the tailored text before you get it.`,
    settled: `${standard}; the tailored text was not approved in time.`,
  },
  refunded: content('its share of the price was paid back'),
}

/** The one table: reason → what the system does next and what the customer reads. */
export function consequenceOf({ reason, scope }: Cause): Consequence {
  if (reason !== 'over-budget') return consequences[reason]
  if (scope === 'held') return heldBudget
  return scope === 'tier' ? ourBudget : theirBudget
}

/**
 * What a call that brought no text comes to: a full-tier part may be asked of the smaller model
 * next, where the reason allows it.
 */
export function notWritten(reason: Reason, asked: EndpointTier): NotWritten {
  const falls = asked === '32b' && consequenceOf({ reason }).fallsTo4b
  return falls ? { source: 'none', reason, next: '4b' } : { source: 'none', reason }
}

/** May a section with this cause still improve by itself while its order is open? */
export function canImprove(cause: Cause): boolean {
  return consequenceOf(cause).retried || (cause.reason === 'review-pending' && !cause.isOver)
}

/** Said after a text of the smaller model where the larger one was bought. */
const larger = {
  waiting:
    'Our smaller model wrote it; the larger one is asked again, and what it writes replaces this.',
  settled:
    'Our smaller model wrote it, since the larger one gave us no text that we could use while we tried.',
} as const

/** Who looked at a text besides our rules. */
export interface SecondLooks {
  /** A second model, which doubts nothing in it. */
  readonly judged: boolean
  /** A person; null: none did. */
  readonly reviewed: { readonly by: string; readonly at: string } | null
}

export interface SectionStanding {
  readonly source: Source
  readonly cause: Cause | null
  readonly canImprove: boolean
  /** A smaller model than the one that was bought wrote any of it. */
  readonly bySmallerModel: boolean
  /** Left out: nobody looked at it besides our rules. */
  readonly judged?: SecondLooks['judged']
  readonly reviewed?: SecondLooks['reviewed']
  /** For a list artefact: tailored rows and rows in all. */
  readonly rows?: { readonly tailored: number; readonly total: number } | undefined
}

/** What the customer may do about it by a correction of the answers; null: nothing. */
export function correctionFor(cause: Cause): string | null {
  return consequenceOf(cause).correction ?? null
}

/** What the customer reads of a section, in plain words. */
export function messageFor(standing: SectionStanding): string {
  const { source, cause, bySmallerModel, canImprove: open, rows, ...looks } = standing
  const when = open ? 'waiting' : 'settled'
  if (cause === null) {
    const said = [sourceWords[source].sentence, ...looksInWords(looks)]
    return [...said, ...(bySmallerModel ? [larger[when]] : [])].join(' ')
  }
  const said = consequenceOf(cause)[when]
  const partly = rows && rows.tailored > 0 ? `${tailored(rows, bySmallerModel)}. ` : ''
  return partly + (source === 'withheld' ? withheld(said) : said)
}

const byJudge =
  'A second language model looked in it for statements that your answers do not support, and found none.'

function looksInWords({ judged, reviewed }: Partial<SecondLooks>): string[] {
  const read = reviewed ? [`Read by ${reviewed.by} on ${longDate(reviewed.at)}.`] : []
  return [...(judged ? [byJudge] : []), ...read]
}

function tailored(rows: NonNullable<SectionStanding['rows']>, bySmallerModel: boolean): string {
  const count = `${rows.tailored} of ${rows.total} rows tailored`
  return bySmallerModel ? `${count}, some of them by our smaller model` : count
}

/** The refused artefact has no standard form, so its message keeps only the cause. */
function withheld(said: string): string {
  return said
    .replace(standard, 'This part is only ever written for you, so it is not included')
    .replace(standardForNow, 'Not included yet')
}
