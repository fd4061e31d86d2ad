import { z } from 'zod'
import { isoDate, words } from '../../shape.ts'

/**
 * What each row of a table in `knowledge/` says of itself: where it was read, when, and how far it can
 * be relied on. `source`: read in the law or on the page of whom it is about; `second-hand`: elsewhere;
 * `for-a-lawyer`: doubtful, so nothing may be printed as certain on the strength of it.
 */
export const checkedFact = z.strictObject({
  source: z.url().nullable(),
  checked: isoDate,
  status: z.enum(['source', 'second-hand', 'for-a-lawyer']),
  note: words.nullable().optional(),
})
