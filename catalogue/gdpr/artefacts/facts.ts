import { z } from 'zod'
import type { View } from '../../../pack/artefact.ts'
import type { Slot, Slots } from '../../../pack/slots.ts'
import { vendorOf } from '../rules/systems.ts'
import type { GdprView } from '../view-schema.ts'

/** Prose of so many characters. */
export const prose = (min: number, max: number) => z.string().min(min).max(max)

/** One text for each id: the rules choose the ids, so nothing can be added or left out. */
export function each<Text extends z.ZodType>(rows: readonly { readonly id: string }[], text: Text) {
  return z.strictObject(Object.fromEntries(rows.map(({ id }) => [id, text])))
}

/** What the prompts of like firms have alike: what sets one apart stays out. */
export function firm({ company, sector, law }: GdprView): View {
  return { firm: company.name, sector: sector.label, law: law.short }
}

/** What every prompt may know that is about this firm alone and never used again. */
export function wholeFirm({ company, sector, law }: GdprView): View {
  const { name, description, staff } = company
  return { firm: name, whatItDoes: description, sector: sector.label, staff, law: law.short }
}

/** The recipients that are no vendor of a system, and so no name. */
export function others(recipients: readonly string[], view: GdprView): string[] {
  const vendors = view.systems.map(vendorOf)
  const unnamed = view.unnamedRecipients.map(({ who }) => who)
  return recipients
    .filter((recipient) => !vendors.includes(recipient))
    .map((recipient) => (unnamed.includes(recipient) ? whoever : recipient))
}

// Which kind would make one prompt many, and a text speak of a system that nobody named.
const whoever = 'firms that work for us'

/** By the ids of what is listed: `{ 'reasons.orders': […] }`. */
export function slotsFor<Row extends { readonly id: string }>(
  key: string,
  rows: readonly Row[],
  slots: (row: Row) => readonly Slot[],
): Slots {
  return Object.fromEntries(rows.map((row) => [`${key}.${row.id}`, slots(row)]))
}

export const bothTiers = ['self-serve', 'full'] as const
export const fullOnly = ['full'] as const
