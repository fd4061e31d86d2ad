import { z } from 'zod'
import table from '../../../knowledge/gdpr/vendors.json' with { type: 'json' }
import { words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { unitedStates } from './adequacy.ts'
import { checkedFact } from './checked-fact.ts'
import { type Laws } from './law.ts'
import { isWithin } from './names.ts'
import { byAdequacy } from './protection.ts'

type System = GdprAnswers['systems'][number]

const vendors = z
  .array(
    checkedFact.extend({
      vendor: words,
      /** Of its products, and its own where it has but one. */
      names: z.array(words).min(1),
      /** Who signs with customers there; null where we do not know. */
      contractingEea: words.nullable(),
      contractingUk: words.nullable(),
      /** Of the group, from which its people may look at data. */
      country: words,
      /** In the Data Privacy Framework, and its UK Extension, by its own words. */
      dpf: z.boolean().nullable(),
      ukExtension: z.boolean().nullable(),
      terms: z.url().nullable(),
      /** How its terms cover transfers, one sentence. */
      tool: words,
    }),
  )
  .parse(table)

export type Vendor = (typeof vendors)[number]

/** A vendor of whom something was looked up; its products go before its own name. */
export function knownVendor({ name, vendor }: Pick<System, 'name' | 'vendor'>): Vendor | undefined {
  const known = (written: string) =>
    vendors.find(({ names }) => names.some((one) => isWithin(one, written)))
  return known(name) ?? known(vendor)
}

/** `Stripe Payments Europe, Limited (EEA); Stripe Payments UK Ltd (United Kingdom)`; empty: unknown. */
export function contractingOf({ contractingEea, contractingUk }: Vendor, { eu, uk }: Laws): string {
  if (contractingEea === contractingUk) return contractingEea ?? ''
  const signing = [
    eu && contractingEea ? `${contractingEea}${uk ? ' (EEA)' : ''}` : '',
    uk && contractingUk ? `${contractingUk}${eu ? ' (United Kingdom)' : ''}` : '',
  ]
  return signing.filter(Boolean).join('; ')
}

/** How data are protected in the country of its group; empty where its own terms have to be read. */
export function protectionAtHome({ country, dpf, ukExtension }: Vendor, laws: Laws): string {
  const isListed = dpf === true && (!laws.uk || ukExtension === true)
  if (country === unitedStates && !isListed) return ''
  return byAdequacy(country, laws).protection
}
