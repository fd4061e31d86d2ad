import { listOf, longDate, plusDays } from './wording.ts'

/**
 * The pure functions that templates and static forms may call inside `{{…}}` and `{{#if …}}`.
 * Values come as they stand in the view; a missing one is refused, never printed as nothing.
 */
export const expressions: Readonly<Record<string, (...values: unknown[]) => unknown>> = {
  eq: (left: unknown, right: unknown): boolean => left === right,
  not: (value: unknown): boolean => !truthy(value),
  and: (...values: readonly unknown[]): boolean => values.every(truthy),
  or: (...values: readonly unknown[]): boolean => values.some(truthy),
  includes: (items: unknown, wanted: unknown): boolean =>
    arrayOf('includes', items).includes(wanted),
  /** `{{#unless (has leftOut 'number' '12')}}`: is there an entry with this value under the key? */
  has: (items: unknown, key: unknown, wanted: unknown): boolean =>
    arrayOf('has', items).some((item) => member(item, key) === wanted),
  /** `{{get object 'key' index …}}`. */
  get: (from: unknown, ...path: readonly unknown[]): unknown => path.reduce(member, from),
  /** `2026-11-21` → `21 November 2026`. */
  date: (iso: unknown): string => longDate(isoOf('date', iso)),
  /** The ISO date so many days after another. */
  after: (iso: unknown, days: unknown): string => {
    if (typeof days !== 'number')
      throw new Error(`after: ${inWords(days)} is not a number of days.`)
    return plusDays(isoOf('after', iso), days)
  },
  /** `a, b and c`. */
  list: (items: unknown): string => listOf(arrayOf('list', items).map(textOf)),
}

/** As Handlebars sees it: an empty list is false, and so is an empty text or nothing at all. */
export function truthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

/** A value as plain text; only text and numbers have one. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw new Error(`${inWords(value)} cannot be printed; only text and numbers can.`)
}

function member(from: unknown, key: unknown): unknown {
  const object = from as Record<string, unknown> | null | undefined
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, String(key)))
    throw new Error(`get: there is no ${inWords(key)} in ${inWords(from)}.`)
  return object[String(key)]
}

function arrayOf(helper: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new Error(`${helper}: ${inWords(value)} is not a list.`)
}

function isoOf(helper: string, value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)) return value
  throw new Error(`${helper}: ${inWords(value)} is not an ISO date.`)
}

function inWords(value: unknown): string {
  return value === undefined ? 'a missing value' : JSON.stringify(value).slice(0, 60)
}
