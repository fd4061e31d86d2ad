import type { Chance } from './chance.ts'
import type { Facts } from './prompt.ts'

/** What the sentences may draw on: the firm's facts, and those of the one thing asked for. */
export interface Subject {
  readonly firm: Facts
  readonly own: Facts
  /** Placeholders that this text may have. */
  readonly slots: readonly string[]
  /** Words of which the answer needs one. */
  readonly mention: readonly string[]
  readonly chance: Chance
}

/**
 * What a text says, point by point, each in several wordings: the first that was not used yet is
 * taken, and the last names its subject, so that it is always new. Order within a point is chance,
 * but for the last.
 */
export type Points = (subject: Subject) => readonly (readonly string[])[]

/** Marks a sentence that has to be left out, because its fact was not given. */
const missing = '\u0000'

/** The sentences whose facts were all given. */
export function sayable(wordings: readonly string[]): string[] {
  return wordings.filter((one) => !one.includes(missing))
}

/** A fact in words. */
export function text(subject: Subject, key: string): string {
  const value = fact(subject, key)
  return typeof value === 'string' && value !== '' ? value : missing
}

/** The placeholder of a fact of this text: `[[PERIOD]]`; of several the first. */
export function slot({ slots }: Subject, name: string): string {
  return slots.find((one) => one.replace(/_\d+(?=\])/, '') === `[[${name}]]`) ?? missing
}

/** All placeholders of one kind: `[[RECIPIENT_1]] and [[RECIPIENT_2]]`. */
export function slots({ slots }: Subject, name: string): string {
  return joined(slots.filter((one) => one.replace(/_\d+(?=\])/, '') === `[[${name}]]`))
}

/** Up to three of the systems that this text may name, by their placeholders. */
export function systems({ slots, chance }: Subject): string {
  const own = slots.filter((one) => /_SYSTEM(?:_\d+)?\]\]$/.test(one))
  return joined(chance.shuffled(own).slice(0, 3))
}

/** Up to three of a list: `a, b and c`. */
export function some(subject: Subject, key: string): string {
  return joined(subject.chance.shuffled(namesOf(subject, key)).slice(0, 3))
}

/** A whole list, by the names of its entries or by another of their facts. */
export function all(subject: Subject, key: string, of?: string): string {
  return joined(namesOf(subject, key, of))
}

/** A whole list, each in quotation marks. */
export function quoted(subject: Subject, key: string): string {
  return joined(namesOf(subject, key).map((name) => `“${name}”`))
}

export function isTrue(subject: Subject, key: string): boolean {
  return fact(subject, key) === true
}

/** The entries of a list; none when it was not given. */
export function entries({ own, firm }: Subject, key: string): readonly unknown[] {
  const value = own[key] ?? firm[key]
  return Array.isArray(value) ? value : []
}

function fact({ own, firm }: Subject, key: string): unknown {
  return own[key] ?? firm[key]
}

function namesOf(subject: Subject, key: string, of?: string): string[] {
  return entries(subject, key).map((entry) => nameOf(entry, of))
}

/** The facts by which entries of lists go, in this order. */
const names = ['name', 'title', 'way', 'country', 'record', 'risk']

function nameOf(entry: unknown, of?: string): string {
  if (typeof entry === 'string') return entry
  const facts = entry as Facts
  const key = of ?? names.find((one) => typeof facts[one] === 'string') ?? ''
  const name = facts[key]
  return typeof name === 'string' ? name : missing
}

const lists = new Intl.ListFormat('en-GB')

function joined(items: readonly string[]): string {
  return items.length > 0 ? lists.format(items) : missing
}
