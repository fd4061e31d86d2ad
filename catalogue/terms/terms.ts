import type { Consent } from '../../pack/order.ts'
import { packOf } from '../catalogue.ts'
import type { PackDefinition } from '../definition.ts'
import type { Clause, Clauses } from './clause.ts'
import { of21November, of28November } from './november-2026.ts'
import { of29November } from './of-29-november-2026.ts'
import { present } from './present.ts'

/** ISO date of the terms that hold today, recorded with each order that agrees to them. */
export const termsVersion = '2026-11-30'

/** All that were ever agreed to: their words stay as they were, and new words are a new version. */
const versions: Readonly<Record<string, Clauses>> = {
  '2026-11-21': of21November,
  '2026-11-28': of28November,
  '2026-11-29': of29November,
  [termsVersion]: present,
}

export const termsVersions: readonly string[] = Object.keys(versions)

/** @returns undefined for a version that there never was */
export function termsOf(
  packs: readonly PackDefinition[],
  version: string = termsVersion,
): readonly Clause[] | undefined {
  return Object.hasOwn(versions, version) ? versions[version]?.(packs) : undefined
}

/** Those that an order agreed to; none where they are not known. */
export function termsAgreedTo(order: {
  readonly pack: string
  readonly consent: Pick<Consent, 'terms'>
}): readonly Clause[] {
  const pack = packOf(order.pack)
  return termsOf(pack ? [pack] : [], order.consent.terms) ?? []
}
