import type { Unwanted } from '../../../pack/unwanted.ts'
import type { Activity } from '../rules/activity-rows.ts'
import { nobody } from '../rules/recipients.ts'
import type { GdprView } from '../view-schema.ts'
import { otherGrounds } from './grounds.ts'

/** Where the text of an activity stands, by artefact; a description is a text of its own. */
const places: Readonly<Record<string, (activity: string) => string>> = {
  'processing-descriptions': () => '',
  'notice-section': (activity) => `purposes.${activity}`,
  'staff-notice-section': (activity) => `purposes.${activity}`,
  'lia-balancing': (activity) => `balances.${activity}`,
  'dpia-draft': () => '',
}

/** What contradicts one activity: its recipients, its systems and its basis. */
export function rowClaims(view: GdprView, artefact: string, row: string): Unwanted[] {
  const place = places[artefact]
  if (place === undefined) return []
  const rows =
    artefact === 'dpia-draft'
      ? [view.dpiaSubject]
      : view.activities.filter(({ id }) => row === '' || id === row)
  const ofRows = rows.flatMap((activity) => {
    const at = place(activity.id)
    const claims = [keptSecret, placedInSystem, otherGrounds].flatMap((of) => of(activity))
    return claims.map((one) => ({ ...one, at }))
  })
  return [...ofRows, ...(rows.some(isShared) ? [secrecy] : [])]
}

/** With somebody who is known: of those who were not named a text may be silent. */
function isShared({ recipients, unnamed }: Activity): boolean {
  return !recipients.includes(nobody) && recipients.length > (unnamed === '' ? 0 : 1)
}

const never =
  /\b(?:never|not|no longer) (?:\w+ )?(?:be )?(?:shared?|pass(?:ed)?(?: on)?|disclosed?|given?|sold|sell|hand(?:ed)?(?: on| over)?|forward(?:ed)?)\b.{0,30}\b(?:anyone|anybody|others|third parties|other (?:companies|firms|people)|outside|no one|nobody)\b|\b(?:nobody|no one|no third part(?:y|ies)|no outsiders?) (?:else |outside \w+ \w+ )?(?:ever )?(?:receives?|gets?|sees?|has access|learns?|is given|are given)\b|\b(?:share|pass|disclose|give|hand|show)\w* (?:\w+ ){0,4}(?:with|to) (?:nobody|no one)\b/i
const instead = 'there are recipients; do not say that nobody receives the data'
const limits =
  /\b(?:if|unless|until|more than|except|other than|apart from|besides|should|may|might|could|for (?:advertising|marketing)|needs?)\b/i

/** Of a whole notice: that nobody receives anything. */
const secrecy: Unwanted = { at: 'introduction', said: never, unless: limits, instead }

function keptSecret(activity: Activity): Unwanted[] {
  return isShared(activity) ? [{ said: never, unless: limits, instead }] : []
}

const anySystem =
  /\b(?:in the cloud|cloud[- ](?:based|service|storage)|(?:online|digital|electronic|web-based|computer|special|customer|central|internal|bookkeeping|accounting|booking|case) (?:\w+ )?(?:program|programme|software|system|platform|portal|database|tool|application)|an? (?:app|database|spreadsheet|CRM|software))\b/i

/** A system where none was given. */
function placedInSystem({ systems, id }: Activity): Unwanted[] {
  if (systems.length > 0 || id === 'website' || id === 'cctv') return []
  return [
    {
      said: anySystem,
      unless: /\b(?:not|no|never|without|if|whether|should|could|might)\b/i,
      instead: 'no system was given for this',
    },
  ]
}
