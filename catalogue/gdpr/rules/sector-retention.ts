import { z } from 'zod'
import table from '../../../knowledge/gdpr/retention.json' with { type: 'json' }
import { words } from '../../shape.ts'
import type { ukParts } from '../questions/choices.ts'
import { checkedFact } from './checked-fact.ts'
import { claims } from './claims.ts'
import type { RetentionPlace, RetentionRule } from './retention-rule.ts'
import type { Sector } from './sectors.ts'

const known = z
  .array(
    checkedFact.extend({
      record: words,
      /** An EEA state or `UK`; `UK-ENG`, `UK-SCT` and `UK-NIR` where these differ. */
      country: words,
      /** `10 years`. */
      period: words,
      trigger: words,
      /** A duty to keep, a time in which claims can be brought, or the word of an authority or chamber. */
      why: z.enum(['duty', 'claims', 'guidance']),
      cite: words,
      rule: words,
    }),
  )
  .parse(table)

type Row = (typeof known)[number]

interface Files {
  /** Key of the table. */
  readonly record: string
  /** As the schedule calls them. */
  readonly title: string
  /** Who knows the period where we do not. */
  readonly whom: string
}

/** Sectors whose files follow rules of their own, never tax law. */
const filesBySector: Readonly<Partial<Record<Sector, Files>>> = {
  health: {
    record: 'patient-files',
    title: 'Patient files',
    whom: 'your professional chamber or body',
  },
  legal: { record: 'legal-client-files', title: 'Client files', whom: 'your bar or law society' },
  accounting: {
    record: 'accounting-client-files',
    title: 'Client files',
    whom: 'your professional body',
  },
  childcare: {
    record: 'childcare-files',
    title: 'Files on children',
    whom: 'the authority that licensed you',
  },
  education: {
    record: 'teaching-files',
    title: 'Files on pupils and students',
    whom: 'the authority or body that recognises your courses',
  },
  property: {
    record: 'lettings-files',
    title: 'Tenancy files',
    whom: 'your landlords’ or agents’ association',
  },
}

/** A length of time, so that every sentence that states one can be read. */
export const openPeriod = 'a period still to be set'

/** What a firm keeps on those whom it serves, by the rules of its sector where it has any. */
export function filesOf(place: RetentionPlace, usual: RetentionRule): RetentionRule {
  const files = filesBySector[place.sector]
  if (files === undefined) return usual
  const rows = rowsFor(files.record, place)
  const { filesYears } = place
  if (filesYears === undefined) return ruleFrom(files, rows, place)
  const isForClaims = filesYears === claims[place.ukPart].years
  const reasons = { reasonEu: asTold, ...(!isForClaims && { reason: asTold }) }
  return { ...ownPeriod(counted(filesYears, 'year'), rows, usual), ...reasons }
}

/** Applications of those who were not appointed, as the law of the country lets them claim. */
export function applicationsOf(place: RetentionPlace, usual: RetentionRule): RetentionRule {
  const rows = rowsFor('applications', place)
  const { applicationMonths } = place
  if (applicationMonths !== undefined)
    return ownPeriod(counted(applicationMonths, 'month'), rows, usual)
  const { uk, eu } = rows
  return {
    ...usual,
    period: { uk: uk?.period ?? sixMonths, eu: eu?.period ?? sixMonths },
    reason: uk ? because(uk) : usual.reason,
    reasonEu: eu ? because(eu) : usual.reason,
    cites: citesOf([uk, eu]),
  }
}

const sixMonths = '6 months'
const asTold = 'the rules of the profession require or allow the files for this long'

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** The firm has decided; what is known to say otherwise stands beside it. */
function ownPeriod(period: string, { uk, eu }: Rows, usual: RetentionRule): RetentionRule {
  const others = [uk, eu].filter((row) => row !== undefined && row.period !== period)
  const otherwise = others.flatMap((row) =>
    row ? [`${row.period} from ${row.trigger} (${row.cite})`] : [],
  )
  return {
    ...usual,
    period,
    ...(otherwise.length > 0 && { otherwise: otherwise.join('; '), cites: citesOf(others) }),
  }
}

/** Further records that the law of a sector asks for, each by its title. */
const furtherBySector: Readonly<Partial<Record<Sector, Readonly<Record<string, string>>>>> = {
  health: { 'x-ray-images': 'X-ray images' },
  legal: { 'due-diligence': 'Identification of clients (money laundering)' },
  accounting: { 'due-diligence': 'Identification of clients (money laundering)' },
  property: { 'right-to-rent-copies': 'Copies of papers on the right to rent (England)' },
}

export function furtherKept(place: RetentionPlace) {
  return Object.entries(furtherBySector[place.sector] ?? {}).flatMap(([record, title]) => {
    const { uk, eu } = rowsFor(record, place)
    return uk || eu ? [{ id: record, rule: ruleOf(title, uk ?? eu!, eu ?? uk!) }] : []
  })
}

/** Where one law has no rule, the records of both are kept by the other. */
function ruleOf(record: string, uk: Row, eu: Row): RetentionRule {
  return {
    record,
    trigger: triggerOf([uk, eu]),
    period: { uk: uk.period, eu: eu.period },
    reason: because(uk),
    ...(uk !== eu && { reasonEu: because(eu) }),
    cites: citesOf(uk === eu ? [uk] : [uk, eu]),
  }
}

interface Rows {
  readonly uk: Row | undefined
  readonly eu: Row | undefined
}

const partCodes: Readonly<Record<keyof typeof ukParts, string>> = {
  englandWales: 'UK-ENG',
  scotland: 'UK-SCT',
  northernIreland: 'UK-NIR',
  several: 'UK-ENG',
}

function rowsFor(record: string, place: RetentionPlace): Rows {
  const of = (country: string) =>
    known.find((row) => row.record === record && row.country === country && isSure(row))
  return {
    uk: place.uk ? (of(partCodes[place.ukPart]) ?? of('UK')) : undefined,
    eu: place.memberState ? of(place.memberState) : undefined,
  }
}

/** What is doubtful is no rule; in the United Kingdom applications are rather kept too long than too short. */
function isSure({ record, country, status }: Row): boolean {
  return status !== 'for-a-lawyer' || (record === 'applications' && country.startsWith('UK'))
}

/** Of each law what is known; where nothing is, a period that has to be set. */
function ruleFrom({ title, whom }: Files, { uk, eu }: Rows, place: RetentionPlace): RetentionRule {
  const unknown = `no rule is known to us: ask ${whom}`
  const isOpen = (place.uk && !uk) || (place.eu && !eu)
  return {
    record: title,
    trigger: triggerOf([uk, eu]) || 'the end of the work for the person',
    period: { uk: uk?.period ?? openPeriod, eu: eu?.period ?? openPeriod },
    reason: uk ? because(uk) : unknown,
    reasonEu: eu ? because(eu) : unknown,
    cites: citesOf([uk, eu]),
    ...(isOpen && { ask: whom }),
  }
}

function citesOf(rows: readonly (Row | undefined)[]): string[] {
  return rows.flatMap((row) => (row ? [row.cite] : []))
}

function triggerOf(rows: readonly (Row | undefined)[]): string {
  return [...new Set(rows.flatMap((row) => row?.trigger ?? []))].join(', or ')
}

const reasons: Readonly<Record<Row['why'], string>> = {
  duty: 'the law requires these records for this long',
  claims: 'claims can be brought for this long',
  guidance: 'this is the period that those who oversee the profession or the law expect',
}

const onTheSafeSide = 'claims have to be brought within it, with a margin'

function because({ why, cite, status }: Row): string {
  const reason = status === 'for-a-lawyer' ? onTheSafeSide : reasons[why]
  return `${reason} (${cite})`
}
