import { z } from 'zod'
import { sentence } from '../../../pack/sentence.ts'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import {
  adequacyOf,
  eea,
  isAbroad,
  isFar,
  isSameCountry,
  unitedKingdom,
  unitedStates,
} from './adequacy.ts'
import { stores } from './implied.ts'
import { lawsOf } from './law.ts'
import { byAdequacy, protectionShape } from './protection.ts'
import { kinds } from './recipients.ts'
import { isHosted, vendorOf } from './systems.ts'
import { isDistant, namedFor, transfersOf } from './transfers.ts'
import { knownVendor, protectionAtHome } from './vendors.ts'

/** Data abroad of which nobody told us as a transfer: it follows from the systems. */
export const passageShape = z.strictObject({
  recipient: words,
  /** Empty where it is not known. */
  country: perhaps,
  ...protectionShape.shape,
})

type Passage = z.infer<typeof passageShape>
type System = GdprAnswers['systems'][number]

/** The transfers that were named, and what follows from the systems besides. */
export function abroadOf(answers: GdprAnswers) {
  const named = transfersOf(answers)
  const near = nearby(answers)
  const far = perhapsAbroad(answers)
  const partners = toPartners(answers)
  const abroadForStaff = [...named.transfers.map(asPassage), ...near, ...far]
  return {
    ...named,
    nearby: near,
    perhapsAbroad: [...far, ...partners],
    abroad: [...abroadForStaff, ...partners],
    abroadForStaff,
  }
}

function asPassage({ recipient, country, protection, gap }: Passage): Passage {
  return { recipient, country, protection, gap }
}

const neighbours: Partial<Record<System['hosting'], string>> = { eu: eea, uk: unitedKingdom }

/** The EEA is abroad for the United Kingdom, and the United Kingdom for the EEA. */
export function nearby(answers: GdprAnswers): Passage[] {
  const laws = lawsOf(answers.place.where)
  return answers.systems.flatMap((system) => {
    const country = neighbours[system.hosting]
    if (country === undefined || !isAbroad(adequacyOf(country, laws))) return []
    if (namedFor(system, answers).some((one) => isSameCountry(one.country, country))) return []
    return [{ recipient: vendorOf(system), country, ...byAdequacy(country, laws) }]
  })
}

/** Systems kept far away, or by a group from there, of which no transfer was named. */
function perhapsAbroad(answers: GdprAnswers): Passage[] {
  return answers.systems
    .filter(isHosted)
    .filter((system) => namedFor(system, answers).length === 0)
    .flatMap((system) => passageTo(system, answers))
}

/** Whose pixels or content the website loads, their servers stand wherever they like. */
function toPartners(answers: GdprAnswers): Passage[] {
  const loaded = (['marketing', 'embedded'] as const).filter((kind) => stores(kind)(answers))
  const recipients = loaded.map((kind) => answers.use.adPartners ?? kinds[kind])
  return [...new Set(recipients)].map((recipient) => toBeAsked(recipient, '', ''))
}

function passageTo(system: System, { place }: GdprAnswers): Passage[] {
  const laws = lawsOf(place.where)
  const group = knownVendor(system)
  const isGroupAbroad = group !== undefined && isFar(group.country)
  if (!isDistant(system) && !isGroupAbroad) return []
  const country = countryOf(system, isGroupAbroad ? group.country : '')
  const protection = group?.country === country ? protectionAtHome(group, laws) : ''
  return [toBeAsked(vendorOf(system), country, protection)]
}

/** @param home of the vendor’s group: of a system kept elsewhere it says nothing */
function countryOf({ hosting }: System, home: string): string {
  if (hosting === 'us') return unitedStates
  return hosting === 'elsewhere' || hosting === 'unknown' ? '' : home
}

function toBeAsked(recipient: string, country: string, protection: string): Passage {
  const gap = sentence`you know from which countries ${recipient} can look at the data, and have checked the safeguard in the terms`
  return { recipient, country, protection, gap }
}
