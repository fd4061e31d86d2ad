import { z } from 'zod'
import { blocks, field } from './text/blocks.ts'

const cover = z.strictObject({
  /** Small line above the title. */
  kicker: z.string(),
  summary: z.string(),
  facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  /** Filled in or changed by the customer. */
  fields: z.array(field),
  /** Whether a language model had a part in the text. */
  origin: z.string(),
})
export type Cover = z.infer<typeof cover>

/**
 * All that the bytes of a document depend on. It is made when a release is composed and crosses
 * thread and process borders as JSON; the renderer checks it on arrival.
 */
export const printable = z.strictObject({
  title: z.string().min(1),
  /** BCP 47. */
  lang: z.string(),
  /** ISO 8601, UTC: of the newest text in it. */
  createdAt: z.string(),
  producer: z.string(),
  /** A language model wrote part of it. */
  tailored: z.boolean(),
  cover,
  /** One or two lines. */
  footer: z.array(z.string()).max(2),
  blocks,
})
export type Printable = z.infer<typeof printable>
