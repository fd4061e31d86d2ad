import { asItem } from './sentence.ts'

// Making one costs more than a hundred uses of it.
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const lists = new Intl.ListFormat('en-GB', { style: 'long', type: 'conjunction' })

/** `2026-11-21…` → `21 November 2026`, in UTC. */
export function longDate(iso: string): string {
  return dates.format(new Date(iso))
}

/** The ISO date `days` after another. */
export function plusDays(iso: string, days: number): string {
  const date = new Date(iso)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** `a, b and c`, however each of them ends. */
export function listOf(items: readonly string[]): string {
  return lists.format(items.map(asItem))
}

/** ASCII, lower case, hyphens, at most 40 characters; never empty. */
export function slug(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return ascii.slice(0, 40).replace(/^-+|-+$/g, '') || 'company'
}
