import { z } from 'zod'

/**
 * A list that is refused for its length before any of its items is looked at: ten thousand wrong
 * items are one mistake, not ten thousand.
 */
export function shortList<Item extends z.ZodType>(
  list: z.ZodArray<Item>,
  max: number,
  tooMany: string,
) {
  return z.preprocess(
    (items, { issues }) => {
      if (Array.isArray(items) && items.length > max)
        issues.push({ code: 'custom', message: tooMany, input: items })
      return items
    },
    list.max(max, tooMany),
  )
}
