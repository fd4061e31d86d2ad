import { inWords, personal, sameNumber, withoutAccounts } from './personal-data.ts'
import { joined } from './sentence.ts'

export interface Name {
  /** `[[COMPANY]]`: letter for letter what the model reads and writes. */
  readonly placeholder: string
  readonly value: string
  /** A first name or surname of a person whose whole name is an entry of its own. */
  readonly part?: true
}

/**
 * The customer's own names as a list of placeholder and value: `[[COMPANY]]` → `Acme Ltd`.
 * Prompts carry the placeholders, so recorded outputs hold no personal data; rendering puts the
 * values back.
 */
export type Identity = readonly Name[]

/** Is this word, in lower case, one that any text may hold? */
export type IsCommon = (word: string) => boolean

/** Exactly what `mask` does, for the customer; it changes with it. */
export const maskingPromise =
  'Before a language model is asked, the names of your firm, its address, number and website, the names of its contacts (first names and surnames by themselves too), and the e-mail addresses and telephone number that you gave are replaced by placeholders, which are put back in the finished documents. Other e-mail addresses, telephone numbers, IBANs and long numbers are left out. A name that is an ordinary word, such as “Data”, is replaced only where it is written as a name. Names of other people, other addresses, a part of yours by itself and whatever else you type into free text are sent as they are, so please put none there.'

/** `[[COMPANY]]`, `[[CONTACT_1]]`: upper-case words joined by underscores, with double brackets. */
export const placeholderPattern = /\[\[[A-Z][A-Z0-9_]*\]\]/g

/**
 * Builds an identity from named values; empty values are left out.
 * @param people names of persons, of which each part is a name too: `[[CONTACT_1_PART_2]]`
 */
export function identityOf(
  values: Readonly<Record<string, string | undefined>>,
  people: Readonly<Record<string, string | undefined>> = {},
): Identity {
  const whole = Object.entries({ ...values, ...people }).flatMap(([name, value]) =>
    value?.trim() ? [{ placeholder: `[[${name}]]`, value: value.trim() }] : [],
  )
  const parts = Object.entries(people).flatMap(([name, value]) => partsOf(name, value ?? ''))
  return [...whole, ...parts]
}

/** What stands beside a person's names and is the name of nobody. */
const besideNames: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx dr prof sir dame lord lady rev herr frau and of de la le du da di del der den van von zu al el bin y e'.split(
    ' ',
  ),
)

function partsOf(name: string, value: string): Name[] {
  const words = value.match(/\p{L}[\p{L}\p{M}'’-]+/gu) ?? []
  return words
    .filter((word) => word !== value.trim() && !besideNames.has(word.toLowerCase()))
    .map((word, at) => ({ placeholder: `[[${name}_PART_${at + 1}]]`, value: word, part: true }))
}

/**
 * Replaces each of the customer's names by its placeholder, longest name first, whole words only,
 * in any letter case, with or without accents, `&` or `and`; a name that is one common word only where it is written just so, and a firm's
 * not where it opens a sentence, where any word has a capital. What else is personal by its form
 * becomes words, which nothing reveals. Text that already looks like a placeholder loses its
 * brackets, so that an answer cannot smuggle one in.
 */
export function mask(text: string, identity: Identity, isCommon: IsCommon = () => false): string {
  const plain = withoutAccounts(unbracketed(text.normalize('NFC')))
  const { names, pattern } = readingOf(identity)
  return replaced(plain, pattern, (found, at) => {
    const opens =
      opening.test(plain.slice(0, at)) && /^ \p{Ll}/u.test(plain.slice(at + found.length))
    const name = names.find((one) => isSpelled(found, one, opens, isCommon))
    return name?.placeholder ?? inWords(found)
  })
}

interface Reading {
  readonly names: Identity
  readonly pattern: RegExp
}

/** Each firm's, read once for the many texts that are masked for it. */
const readings = new WeakMap<Identity, Reading>()

function readingOf(identity: Identity): Reading {
  const reading = readings.get(identity) ?? readingFor(identity)
  readings.set(identity, reading)
  return reading
}

function readingFor(identity: Identity): Reading {
  const names = [...identity]
    .map((name) => ({ ...name, value: unbracketed(name.value.normalize('NFC')) }))
    .filter(({ value }) => value !== '')
    .sort((a, b) => b.value.length - a.value.length)
  const own = names.map(({ value }) => `(?:${spelling(bare(value))})`).join('|')
  const { email, telephone } = personal
  const forms = [email, ...(own ? [`(?<![\\p{L}\\p{N}])(?:${own})(?![\\p{L}\\p{N}])`] : [])]
  const pattern = new RegExp([...forms, telephone].join('|'), 'giu')
  return { names, pattern }
}

/** Replaces what the pattern finds once accents are off; all else keeps its own. */
function replaced(text: string, pattern: RegExp, by: (found: string, at: number) => string) {
  let end = 0
  let done = ''
  for (const { 0: match, index } of bare(text).matchAll(pattern)) {
    const found = text.slice(index, index + match.length)
    done += text.slice(end, index) + by(found, index)
    end = index + match.length
  }
  return done + text.slice(end)
}

/** Without accents, each letter where it was. @param text in NFC */
function bare(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (letter) => letter.normalize('NFD').charAt(0))
}

/** What stands before the first word of a sentence. */
const opening = /(?:^|[.!?:][”’)]?\s)["“‘(]?$/u

function isSpelled(found: string, { value, part }: Name, opens: boolean, isCommon: IsCommon) {
  if (!/^[\p{L}\p{M}'’]+$/u.test(value) || !isCommon(value.toLowerCase())) {
    return flat(found) === flat(value) || sameNumber(found, value)
  }
  return found === value && (part === true || !opens)
}

/** The lines of an address may stand on one line. */
function spelling(value: string): string {
  return value
    .split(/\s*\n\s*/)
    .map(lineSpelling)
    .join('[\\s,]+')
}

function lineSpelling(line: string): string {
  return line
    .split(/ (?:&|and) /i)
    .map(escapePattern)
    .join(' (?:&|and) ')
}

function flat(text: string): string {
  const oneLine = text.toLowerCase().replace(/[\s,]*\n\s*|,\s+/g, ' ')
  return bare(oneLine).replaceAll(' & ', ' and ')
}

function unbracketed(text: string): string {
  return text.replace(/\[\[|\]\]/g, '')
}

/** Puts the customer's names back; a placeholder that is not theirs stays as it is. */
export function reveal(text: string, identity: Identity): string {
  const values = new Map(identity.map(({ placeholder, value }) => [placeholder, value]))
  const found = text.match(placeholderPattern) ?? []
  return joined({
    around: text.split(placeholderPattern),
    values: found.map((placeholder) => values.get(placeholder) ?? placeholder),
  })
}

/** The same for every string inside a JSON value. */
export function revealAll<T>(content: T, identity: Identity): T {
  if (typeof content === 'string') return reveal(content, identity) as T
  if (Array.isArray(content)) return content.map((item) => revealAll(item, identity)) as T
  if (content === null || typeof content !== 'object') return content
  const entries = Object.entries(content).map(([k, v]) => [k, revealAll(v, identity)])
  return Object.fromEntries(entries) as T
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
