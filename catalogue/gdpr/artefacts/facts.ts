import { z } from 'zod'
import type { View } from '../../../pack/artefact.ts'
import type { GdprView } from '../view-schema.ts'

/** Prose of so many characters. */
export const prose = (min: number, max: number) => z.string().min(min).max(max)

/** One text for each id: the rules choose the ids, so nothing can be added or left out. */
export function each<Text extends z.ZodType>(rows: readonly { readonly id: string }[], text: Text) {
  return z.strictObject(Object.fromEntries(rows.map(({ id }) => [id, text])))
}

/** What every prompt may know of the firm. */
export function firm({ company, sector, law }: GdprView): View {
  const { name, description, staff } = company
  return { firm: name, whatItDoes: description, sector: sector.label, staff, law: law.short }
}

export const bothTiers = ['self-serve', 'full'] as const
export const fullOnly = ['full'] as const
