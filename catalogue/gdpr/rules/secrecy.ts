import { z } from 'zod'
import table from '../../../knowledge/gdpr/secrecy.json' with { type: 'json' }
import { words } from '../../shape.ts'
import { checkedFact } from './checked-fact.ts'
import type { Sector } from './sectors.ts'

/** Professional secrecy, of which a processor's contract has to take account. */
export const secrecyShape = z.strictObject({
  /** In the firm's sector there are professions that are bound to it. */
  applies: z.boolean(),
  /** What is known for sure of it where the firm works; empty where nothing is. */
  rules: z.array(
    z.strictObject({
      /** Who is bound: `lawyers`. */
      who: words,
      /** `Germany`. */
      country: words,
      cite: words,
      rule: words,
    }),
  ),
  /** What is known to be asked of a contract with a vendor, each rule once. */
  vendors: z.array(z.strictObject({ who: z.array(words).min(1), cite: words, rule: words })),
})

type Secrecy = z.infer<typeof secrecyShape>

/** The sectors of the table; a sector of the questionnaire holds others besides. */
const people = {
  health: 'doctors and other health professions',
  social: 'social workers',
  legal: 'lawyers',
  accounting: 'tax advisers, auditors and accountants',
} as const

/** Of other sectors we know no profession that is bound as such. */
const professions: Readonly<Partial<Record<Sector, readonly (keyof typeof people)[]>>> = {
  health: ['health', 'social'],
  legal: ['legal'],
  accounting: ['accounting'],
  professional: ['legal', 'accounting'],
}

const known = z
  .array(
    checkedFact.extend({
      sector: z.enum(['health', 'social', 'legal', 'accounting']),
      country: words,
      cite: words,
      rule: words,
      vendors: z.strictObject({ cite: words, rule: words }).optional(),
    }),
  )
  .parse(table)

/** A country whose law binds the firm, by its id in the table. */
interface Country {
  readonly id: string
  readonly name: string
}

/** @param countries whose law binds the firm */
export function secrecyOf(sector: Sector, countries: readonly Country[]): Secrecy {
  const mine = professions[sector] ?? []
  const rows = countries.flatMap(({ id, name }) =>
    known
      .filter((row) => row.country === id && row.status !== 'for-a-lawyer')
      .filter((row) => mine.includes(row.sector))
      .map((row) => ({ ...row, country: name, who: people[row.sector] })),
  )
  return {
    applies: mine.length > 0,
    rules: rows.map(({ who, country, cite, rule }) => ({ who, country, cite, rule })),
    vendors: vendorRulesOf(rows),
  }
}

function vendorRulesOf(
  rows: readonly Pick<(typeof known)[number] & { who: string }, 'who' | 'vendors'>[],
): Secrecy['vendors'] {
  const withRule = rows.flatMap(({ who, vendors }) => (vendors ? [{ who, ...vendors }] : []))
  const byCite = Map.groupBy(withRule, ({ cite }) => cite)
  return [...byCite].flatMap(([cite, [first, ...more]]) =>
    first ? [{ who: [first, ...more].map(({ who }) => who), cite, rule: first.rule }] : [],
  )
}
