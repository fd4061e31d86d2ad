import { z } from 'zod'
import type { GdprAnswers } from '../questionnaire.ts'
import { memberStates } from './authorities.ts'
import { cookieLawOf, cookieLawShape } from './cookie-law.ts'
import type { retentionShape } from './retention-rows.ts'
import { secrecyOf, secrecyShape } from './secrecy.ts'

/** What the law of the firm's own state adds. */
export const nationalLawShape = z.strictObject({ cookieLaw: cookieLawShape, secrecy: secrecyShape })

type NationalLaw = z.infer<typeof nationalLawShape>

export function nationalLawOf({ company, place }: GdprAnswers): NationalLaw {
  const state = place.where === 'uk' ? undefined : place.memberState
  const countries = [
    ...(state ? [{ id: state, name: memberStates[state] }] : []),
    ...(place.where === 'eu' ? [] : [{ id: 'UK', name: 'United Kingdom' }]),
  ]
  return { cookieLaw: cookieLawOf(state), secrecy: secrecyOf(company.sector, countries) }
}

/** A provision of national law that a document of this firm names, and what it is about. */
interface Provision {
  readonly cite: string
  readonly title: string
}

type Kept = Pick<z.infer<typeof retentionShape>, 'cites'>

/** For the list of sources, by the catalogue number of the document that names it. */
export function nationalProvisions(
  { cookieLaw, secrecy, retention }: NationalLaw & { readonly retention: readonly Kept[] },
  isIn: (document: string) => boolean,
): Provision[] {
  const ofCookies = cookieLaw.cite && isIn('11') ? [cookieLaw.cite] : []
  const ofSecrecy = isIn('04') ? [...secrecy.rules, ...secrecy.vendors] : []
  const ofPeriods = retention.flatMap(({ cites }) => cites)
  return [
    ...[...new Set(ofPeriods)].map((cite) => ({ cite, title: 'Periods for keeping records' })),
    ...ofCookies.map((cite) => ({ cite, title: 'Cookies and similar techniques' })),
    ...[...new Set(ofSecrecy.map(({ cite }) => cite))].map((cite) => ({
      cite,
      title: 'Professional secrecy',
    })),
  ]
}
