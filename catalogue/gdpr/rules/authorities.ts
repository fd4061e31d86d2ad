import { z } from 'zod'
import { words } from '../../shape.ts'

/** Supervisory authorities of the EEA states; names and sites as the EDPB lists its members. */
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

export type MemberState = keyof typeof memberStates

/** The state as it stands in a sentence: `the Netherlands`. */
export function stateInSentence(state: MemberState): string {
  return state === 'NL' ? `the ${memberStates.NL}` : memberStates[state]
}

const authorities: Readonly<Record<MemberState, readonly [name: string, site: string]>> = {
  AT: ['Datenschutzbehörde', 'https://www.dsb.gv.at'],
  BE: ['Data Protection Authority (GBA/APD)', 'https://www.dataprotectionauthority.be'],
  BG: ['Commission for Personal Data Protection', 'https://www.cpdp.bg'],
  HR: ['Personal Data Protection Agency (AZOP)', 'https://azop.hr'],
  CY: ['Commissioner for Personal Data Protection', 'https://www.dataprotection.gov.cy'],
  CZ: ['Office for Personal Data Protection (ÚOOÚ)', 'https://uoou.gov.cz'],
  DK: ['Datatilsynet', 'https://www.datatilsynet.dk'],
  EE: ['Data Protection Inspectorate (AKI)', 'https://www.aki.ee'],
  FI: ['Office of the Data Protection Ombudsman', 'https://tietosuoja.fi'],
  FR: ["Commission nationale de l'informatique et des libertés (CNIL)", 'https://www.cnil.fr'],
  DE: [
    'data protection authority of the federal state (Land) concerned',
    'https://www.bfdi.bund.de',
  ],
  GR: ['Hellenic Data Protection Authority', 'https://www.dpa.gr'],
  HU: ['National Authority for Data Protection (NAIH)', 'https://www.naih.hu'],
  IS: ['Persónuvernd', 'https://www.personuvernd.is'],
  IE: ['Data Protection Commission', 'https://www.dataprotection.ie'],
  IT: ['Garante per la protezione dei dati personali', 'https://www.garanteprivacy.it'],
  LV: ['Data State Inspectorate (DVI)', 'https://www.dvi.gov.lv'],
  LI: ['Datenschutzstelle', 'https://www.datenschutzstelle.li'],
  LT: ['State Data Protection Inspectorate (VDAI)', 'https://vdai.lrv.lt'],
  LU: ['National Commission for Data Protection (CNPD)', 'https://cnpd.public.lu'],
  MT: ['Information and Data Protection Commissioner', 'https://idpc.org.mt'],
  NL: ['Autoriteit Persoonsgegevens', 'https://www.autoriteitpersoonsgegevens.nl'],
  NO: ['Datatilsynet', 'https://www.datatilsynet.no'],
  PL: ['Personal Data Protection Office (UODO)', 'https://uodo.gov.pl'],
  PT: ['Comissão Nacional de Proteção de Dados (CNPD)', 'https://www.cnpd.pt'],
  RO: ['National Supervisory Authority (ANSPDCP)', 'https://www.dataprotection.ro'],
  SK: ['Office for Personal Data Protection', 'https://dataprotection.gov.sk'],
  SI: ['Information Commissioner', 'https://www.ip-rs.si'],
  ES: ['Agencia Española de Protección de Datos (AEPD)', 'https://www.aepd.es'],
  SE: ['Integritetsskyddsmyndigheten (IMY)', 'https://www.imy.se'],
}

export const authorityShape = z.strictObject({ name: words, site: words, country: words })

type Authority = z.infer<typeof authorityShape>

const ico: Authority = {
  name: "Information Commissioner's Office (ICO)",
  site: 'https://ico.org.uk',
  country: 'United Kingdom',
}

/** The authorities to which a firm notifies and its customers complain, home state first. */
export function authoritiesOf(state: MemberState | undefined, uk: boolean): Authority[] {
  const home = state && {
    name: authorities[state][0],
    site: authorities[state][1],
    country: memberStates[state],
  }
  return [...(home ? [home] : []), ...(uk ? [ico] : [])]
}
