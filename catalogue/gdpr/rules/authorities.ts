import { z } from 'zod'
import table from '../../../knowledge/gdpr/authorities.json' with { type: 'json' }
import { perhaps, words } from '../../shape.ts'
import { checkedFact } from './checked-fact.ts'

/** The EEA states. */
export const memberStates = {
  AT: 'Austria',
  BE: 'Belgium',
  BG: 'Bulgaria',
  HR: 'Croatia',
  CY: 'Cyprus',
  CZ: 'Czechia',
  DK: 'Denmark',
  EE: 'Estonia',
  FI: 'Finland',
  FR: 'France',
  DE: 'Germany',
  GR: 'Greece',
  HU: 'Hungary',
  IS: 'Iceland',
  IE: 'Ireland',
  IT: 'Italy',
  LV: 'Latvia',
  LI: 'Liechtenstein',
  LT: 'Lithuania',
  LU: 'Luxembourg',
  MT: 'Malta',
  NL: 'Netherlands',
  NO: 'Norway',
  PL: 'Poland',
  PT: 'Portugal',
  RO: 'Romania',
  SK: 'Slovakia',
  SI: 'Slovenia',
  ES: 'Spain',
  SE: 'Sweden',
}

/** The German Länder, each with an authority of its own for private firms (§ 40 BDSG). */
export const lands = {
  BW: 'Baden-Württemberg',
  BY: 'Bavaria',
  BE: 'Berlin',
  BB: 'Brandenburg',
  HB: 'Bremen',
  HH: 'Hamburg',
  HE: 'Hesse',
  MV: 'Mecklenburg-Western Pomerania',
  NI: 'Lower Saxony',
  NW: 'North Rhine-Westphalia',
  RP: 'Rhineland-Palatinate',
  SL: 'Saarland',
  SN: 'Saxony',
  ST: 'Saxony-Anhalt',
  SH: 'Schleswig-Holstein',
  TH: 'Thuringia',
  unsure: 'Not sure',
}

export type MemberState = keyof typeof memberStates
type Land = keyof typeof lands

/** The state as it stands in a sentence: `the Netherlands`. */
export function stateInSentence(state: MemberState): string {
  return state === 'NL' ? `the ${memberStates.NL}` : memberStates[state]
}

export const authorityShape = z.strictObject({
  /** `eu` or `uk`: under whose law it watches over the firm. */
  law: z.enum(['eu', 'uk']),
  name: words,
  /** Postal, on one line; empty where it is not known for sure. */
  address: perhaps,
  site: words,
  /** Where people complain: a page of it, or its site. */
  complaints: words,
  /** Where firms report a breach; empty where we know no page. */
  breaches: perhaps,
  /** `Germany (Bavaria)`. */
  country: words,
})

type Authority = z.infer<typeof authorityShape>

const known = z
  .array(
    checkedFact.extend({
      id: words,
      area: words,
      name: words,
      address: words,
      site: z.url(),
      breaches: z.url().nullable(),
      complaints: z.url().nullable(),
    }),
  )
  .parse(table)

/** Whom the law means where the firm's Land is not known. */
const ofTheLand: Authority = {
  law: 'eu',
  name: 'data protection authority of the federal state (Land) concerned',
  address: '',
  site: 'https://www.bfdi.bund.de',
  complaints: 'https://www.bfdi.bund.de',
  breaches: '',
  country: memberStates.DE,
}

/** The authorities to which a firm notifies and its customers complain, home state first. */
export function authoritiesOf(
  state: MemberState | undefined,
  land: Land | undefined,
  uk: boolean,
): Authority[] {
  return [...(state ? [homeOf(state, land)] : []), ...(uk ? [rowOf('UK', 'United Kingdom')] : [])]
}

function homeOf(state: MemberState, land: Land = 'unsure'): Authority {
  if (state !== 'DE') return rowOf(state, memberStates[state])
  return land === 'unsure' ? ofTheLand : rowOf(`DE-${land}`, `${memberStates.DE} (${lands[land]})`)
}

/** An address of which we are not sure is not printed: its site has it. */
function rowOf(id: string, country: string): Authority {
  const row = known.find((one) => one.id === id)
  if (row === undefined) throw new Error(`The table of authorities has no row ${id}.`)
  const { name, site } = row
  return {
    ...{ law: id === 'UK' ? 'uk' : 'eu', name, site, country },
    address: row.status === 'for-a-lawyer' ? '' : row.address,
    complaints: row.complaints ?? site,
    breaches: row.breaches ?? '',
  }
}
