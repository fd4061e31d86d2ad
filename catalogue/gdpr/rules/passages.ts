import { z } from 'zod'
import { sentence } from '../../../pack/sentence.ts'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import {
  adequacyOf,
  eea,
  isAbroad,
  isFar,
  lawsOf,
  unitedKingdom,
  unitedStates,
} from './adequacy.ts'
import { byAdequacy, protectionShape } from './protection.ts'
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
  const others = {
    nearby: nearby(answers),
    perhapsAbroad: [...perhapsAbroad(answers), ...toPartners(answers)],
  }
  const all = [...named.transfers, ...others.nearby, ...others.perhapsAbroad]
  return { ...named, ...others, abroad: all.map((one) => passageShape.strip().parse(one)) }
}

const neighbours: Partial<Record<System['hosting'], string>> = { eu: eea, uk: unitedKingdom }

/** The EEA is abroad for the United Kingdom, and the United Kingdom for the EEA. */
export function nearby(answers: GdprAnswers): Passage[] {
  const laws = lawsOf(answers.place.where)
  return answers.systems.flatMap((system) => {
    const country = neighbours[system.hosting]
    if (country === undefined || !isAbroad(adequacyOf(country, laws))) return []
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
function toPartners({ use }: GdprAnswers): Passage[] {
  const { adPartners, cookies } = use
  const isLoaded = cookies.includes('marketing') || cookies.includes('embedded')
  if (!adPartners || !isLoaded) return []
  return [toBeAsked(adPartners, '', '')]
}

function passageTo(system: System, { place }: GdprAnswers): Passage[] {
  const laws = lawsOf(place.where)
  const group = knownVendor(system)
  const isGroupAbroad = group !== undefined && isFar(group.country)
  if (!isDistant(system) && !isGroupAbroad) return []
  const country = system.hosting === 'us' ? unitedStates : isGroupAbroad ? group.country : ''
  const protection = group?.country === country ? protectionAtHome(group, laws) : ''
  return [toBeAsked(vendorOf(system), country, protection)]
}

function toBeAsked(recipient: string, country: string, protection: string): Passage {
  const gap = sentence`you know from which countries ${recipient} can look at the data, and have checked the safeguard in the terms`
  return { recipient, country, protection, gap }
}
