import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

/** Whose law: that of the European Union and the EEA, or that of the United Kingdom. */
export const jurisdiction = z.enum(['EU', 'UK'])

/** What a source or a card is worth; what is not said otherwise is law. */
export const standing = z.enum(['law', 'recital', 'guidance', 'practice'])

/** @throws Error with the file and the entry when it is not as it has to be */
export function readKnowledge<T>(file: string, schema: z.ZodType<T>): T {
  const read = schema.safeParse(parse(readFileSync(file, 'utf8')))
  if (read.success) return read.data
  throw new Error(`${file}: ${z.prettifyError(read.error)}`)
}
