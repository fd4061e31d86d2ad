import { joined } from './sentence.ts'

/**
 * The customer's own names as a list of placeholder and value: `[[COMPANY]]` → `Acme Ltd`.
 * Prompts carry the placeholders, so recorded outputs hold no personal data; rendering puts the
 * values back.
 */
export type Identity = readonly { readonly placeholder: string; readonly value: string }[]

/** `[[COMPANY]]`, `[[CONTACT_1]]`: upper-case words joined by underscores, with double brackets. */
export const placeholderPattern = /\[\[[A-Z][A-Z0-9_]*\]\]/g

/** Builds an identity from named values; empty values are left out. */
export function identityOf(values: Readonly<Record<string, string | undefined>>): Identity {
  return Object.entries(values).flatMap(([name, value]) =>
    value?.trim() ? [{ placeholder: `[[${name}]]`, value: value.trim() }] : [],
  )
}

/**
 * Replaces each of the customer's names by its placeholder, longest name first, whole words only,
 * in any letter case. Text that already looks like a placeholder loses its brackets, so that an
 * answer cannot smuggle one in.
 */
export function mask(text: string, identity: Identity): string {
  const plain = text.replace(/\[\[|\]\]/g, '')
  const byLength = [...identity].sort((a, b) => b.value.length - a.value.length)
  if (byLength.length === 0) return plain
  const names = byLength.map(({ value }) => escapePattern(value.replace(/\[\[|\]\]/g, '')))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  return plain.replace(pattern, (found) => placeholderFor(found, byLength))
}

function placeholderFor(found: string, identity: Identity): string {
  const same = (value: string) =>
    value.replace(/\[\[|\]\]/g, '').toLowerCase() === found.toLowerCase()
  return identity.find(({ value }) => same(value))?.placeholder ?? found
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
