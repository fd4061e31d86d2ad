import type { Slot } from '../../../pack/slots.ts'
import type { GdprView } from '../view-schema.ts'

/** Why a record is kept for so long. */
export function reason(value: string): Slot {
  const meaning =
    'why that period and no other, a clause that follows “because”, as in “because [[REASON]]”'
  return { placeholder: '[[REASON]]', meaning, value: inThirdPerson(value), use: 'once' }
}

/** The schedule's reasons are the firm's own words. */
function inThirdPerson(reason: string): string {
  return reason.replace(/\bwe\b/, 'the firm').replace(/\bwe\b/g, 'it')
}

/** Whom in the firm one tells of a breach, by role. */
export function responsible({ person }: GdprView): Slot {
  const meaning =
    'the role of the person in the firm who answers for data protection, without an article, as in “tells the [[RESPONSIBLE]]”'
  return { placeholder: '[[RESPONSIBLE]]', meaning, value: inSentence(person.role), use: 'allowed' }
}

/**
 * `Office manager` and `The office manager` → `office manager`; `CTO`, `Managing Director` stay, and
 * so does `Geschäftsführerin`: what is no English role keeps its capital.
 */
function inSentence(role: string): string {
  const bare = role.trim().replace(/^(?:the|an?)\s+(?=\S)/i, '')
  const isPlain = /^\p{Lu}\p{Ll}+(?:\s+\P{Lu}+)?$/u.test(bare)
  return isPlain && englishRole.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare
}

const englishRole =
  /\b(?:accountant|administrator|advis[eo]r|assistant|bookkeeper|chair|clerk|controller|co-?ordinator|dentist|director|doctor|executive|founder|head|landlord|lawyer|lead|leader|manager|officer|owner|partner|president|principal|proprietor|secretary|solicitor|specialist|supervisor|teacher|treasurer)\b/i

/** The supervisory authorities by name; “the authority” needs no slot. */
export function authoritiesOf({ authorities }: GdprView): Slot[] {
  return authorities.map(({ name, country }, index) => ({
    placeholder: index === 0 ? '[[AUTHORITY]]' : `[[AUTHORITY_${index + 1}]]`,
    meaning: `the name of the supervisory authority of this country: ${country}; as in “complain to …”`,
    value: isEnglish(name) ? `the ${name}` : name,
    use: 'allowed',
  }))
}

function isEnglish(name: string): boolean {
  return /\b(?:Agency|Authority|authority|Commission(?! nationale)|Commissioner|Inspectorate|Office)\b/.test(
    name,
  )
}

type Transfer = GdprView['transfers'][number]

/** Who receives data abroad. */
export function recipient({ id, recipient: value }: Transfer): Slot {
  const [, number] = /(\d+)$/.exec(id) ?? []
  return {
    placeholder: `[[RECIPIENT_${number}]]`,
    meaning: `the name of the firm that receives the data of ${id}`,
    value,
    use: 'allowed',
    proper: true,
  }
}

/** On what the transfer rests; none where it is not settled. */
export function safeguard({ settled, tool, safeguard: name }: Transfer): Slot[] {
  if (!settled) return []
  const article = { adequacy: 'an ', bcr: '' }[tool] ?? 'the '
  const meaning =
    'the safeguard for the transfer, a noun phrase with its article, as in “The safeguard is [[SAFEGUARD]].”'
  return [{ placeholder: '[[SAFEGUARD]]', meaning, value: `${article}${name}`, use: 'once' }]
}

/** What texts call by a slot alone. */
export function namedBySlot({ systems, transfers, authorities }: GdprView): string[] {
  const ofAuthorities = authorities.flatMap(({ name }) => [name, ...shortNames(name)])
  const ofSystems = systems.flatMap(({ name, vendor }) => [name, vendor])
  return [...new Set([...ofSystems, ...transfers.map((one) => one.recipient), ...ofAuthorities])]
}

/** `Information Commissioner's Office (ICO)`: the name, and what stands in brackets. */
function shortNames(name: string): string[] {
  const [, long = '', short = ''] = /^(.*?) \(([^)]*)\)$/.exec(name) ?? []
  return [long, ...short.split('/')].filter(Boolean)
}
