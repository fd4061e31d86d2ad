import { z } from 'zod'
import { isoDate, words } from './shape.ts'

/**
 * What the view of every pack holds besides its own variables: covers, footers and the notices in
 * `templates/every-pack/` print it.
 */
export const everyPackView = z.object({
  company: z.object({
    /** By which the documents call the firm. */
    name: words,
    /** To which the pack is licensed. */
    legalName: words,
  }),
  /** `Anna Kowalska, Office manager`; keeps the documents up to date. */
  owner: words,
  /** The same for whoever signs them. */
  approver: words,
  law: z.object({
    /** What the pack helps to keep to, as the notices name it in a sentence. */
    full: words,
    asOf: isoDate,
  }),
  nextReview: isoDate,
  /** For the README: where to start. */
  firstActions: z
    .array(z.strictObject({ title: words, due: isoDate }))
    .min(1)
    .max(3),
})

export type EveryPackView = z.infer<typeof everyPackView>
