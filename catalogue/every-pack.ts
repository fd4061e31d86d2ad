import { z } from 'zod'

/**
 * What the view of every pack holds besides its own variables: covers, footers and the notices in
 * `templates/every-pack/` print it.
 */
export const everyPackView = z.object({
  company: z.object({
    /** By which the documents call the firm. */
    name: z.string().min(1),
    /** To which the pack is licensed. */
    legalName: z.string().min(1),
  }),
  /** `Anna Kowalska, Office manager`; keeps the documents up to date. */
  owner: z.string().min(1),
  /** The same for whoever signs them. */
  approver: z.string().min(1),
  law: z.object({
    /** What the pack helps to keep to, as the notices name it in a sentence. */
    full: z.string().min(1),
    asOf: z.iso.date(),
  }),
  nextReview: z.iso.date(),
  /** For the README: where to start. */
  firstActions: z
    .array(z.strictObject({ title: z.string().min(1), due: z.iso.date() }))
    .min(1)
    .max(3),
})

export type EveryPackView = z.infer<typeof everyPackView>
