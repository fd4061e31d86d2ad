import { z } from 'zod'
import table from '../../../knowledge/gdpr/adequacy.json' with { type: 'json' }
import { words } from '../../shape.ts'
import { memberStates } from './authorities.ts'
import { checkedFact } from './checked-fact.ts'
import type { Laws } from './law.ts'
import { isSame } from './names.ts'

const decisions = z
  .array(
    checkedFact.extend({
      country: words,
      /** By which people write it. */
      names: z.array(words).min(1),
      /** What finds it adequate under each law; null where nothing is known that does. */
      eu: words.nullable(),
      uk: words.nullable(),
    }),
  )
  .parse(table)

type Decision = (typeof decisions)[number]

/** As a recipient’s country is printed. */
export const eea = 'EU or EEA'
export const unitedKingdom = 'United Kingdom'
export const unitedStates = 'United States'

/** What finds a country adequate, under each law by which it is abroad. */
export interface Adequacy {
  /** The laws by which it is abroad. */
  readonly abroad: Laws
  /** `adequacy decision 2011/61/EU`. */
  readonly found: readonly string[]
  /** The laws under which nothing is known that finds it adequate. */
  readonly missing: Laws
}

export function isAbroad({ abroad }: Adequacy): boolean {
  return abroad.eu || abroad.uk
}

/** @param country as somebody wrote it */
export function adequacyOf(country: string, { eu, uk }: Laws): Adequacy {
  const decision = decisionOn(country)
  const abroad = {
    eu: eu && decision?.country !== eea,
    uk: uk && decision?.country !== unitedKingdom,
  }
  const under = (law: keyof Laws) => (abroad[law] && decision?.[law]) || ''
  return {
    abroad,
    found: [...new Set([under('eu'), under('uk')].filter(Boolean))],
    missing: { eu: abroad.eu && under('eu') === '', uk: abroad.uk && under('uk') === '' },
  }
}

/** Both mean one country, however each is written. */
export function isSameCountry(one: string, other: string): boolean {
  return isSame(one, other) || (decisionOn(one) ?? one) === (decisionOn(other) ?? other)
}

/** Neither in the EEA nor in the United Kingdom. */
export function isFar(country: string): boolean {
  const meant = decisionOn(country)?.country
  return meant !== eea && meant !== unitedKingdom
}

/** Of what somebody wrote: `Ireland (Dublin)`, `Georgia, US`. Of several countries none is meant. */
function decisionOn(written: string): Decision | undefined {
  const whole = written.replace(/\([^)]*\)/g, ' ')
  const exactly = decisionNamed(whole)
  if (exactly) return exactly
  if (/[/;&+]|\b(?:and|or)\b/i.test(whole)) return undefined
  const [last, ...places] = whole.split(',').reverse()
  return places.some((place) => decisionNamed(place)) ? undefined : decisionNamed(last ?? '')
}

function decisionNamed(written: string): Decision | undefined {
  return decisions.find(({ country, names }) => {
    const states = country === eea ? Object.values(memberStates) : []
    return [...names, ...states].some((name) => isSame(name, written))
  })
}
