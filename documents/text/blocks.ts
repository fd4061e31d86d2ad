import { z } from 'zod'

/** A run of text in one style. */
const span = z.strictObject({
  text: z.string(),
  strong: z.literal(true).optional(),
  /** Address that the text links to: https, mailto or tel. */
  link: z.string().optional(),
})
export type Span = z.infer<typeof span>
const line = z.array(span)
/** Text that flows as one line or paragraph. */
export type Line = Span[]

// Excel refuses []:*?/\\ in a sheet's name.
const sheetName = z
  .string()
  .min(1)
  .max(31)
  .regex(/^[^[\]:*?/\\]+$/)

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/)

const heading = z.strictObject({
  type: z.literal('heading'),
  level: z.union([z.literal(2), z.literal(3), z.literal(4)]),
  content: line,
  /** Begins what is handed out by itself. */
  startsPage: z.literal(true).optional(),
})

const paragraph = z.strictObject({ type: z.literal('paragraph'), content: line })

const table = z.strictObject({
  type: z.literal('table'),
  header: z.array(line).min(1),
  rows: z.array(z.array(line)),
})

export const field = z.strictObject({
  type: z.literal('field'),
  id,
  kind: z.enum(['text', 'multiline', 'date', 'checkbox', 'choice']),
  label: z.string().min(1),
  value: z.string(),
  options: z.array(z.string().min(1)),
})

/** What a column takes: text, a date, a number, or one of the choices. */
const columnType = z.union([z.enum(['text', 'date', 'number']), z.array(z.string().min(1)).min(2)])

/** An empty table to fill in; in a spreadsheet it is a sheet of its own. */
const log = z
  .strictObject({
    type: z.literal('log'),
    id,
    /** Name of its sheet; spreadsheets show 31 characters. */
    sheet: sheetName,
    rows: z.int().min(1).max(60),
    columns: z.array(z.string().min(1)).min(1).max(14),
    /** Of each column. */
    types: z.array(columnType),
  })
  .refine(({ columns, types }) => columns.length === types.length, {
    error: 'a log needs as many types as columns, or none',
  })

/** A table for spreadsheets alone: the other formats say the same in a way that suits paper. */
const sheet = z
  .strictObject({
    type: z.literal('sheet'),
    id,
    name: sheetName,
    /** Of each column. */
    types: z.array(columnType),
    table,
  })
  .refine(({ table: { header }, types }) => header.length === types.length, {
    error: 'a sheet needs as many types as columns, or none',
  })

const signature = z.strictObject({ type: z.literal('signature'), id, role: z.string().min(1) })

const list = z.strictObject({
  type: z.literal('list'),
  ordered: z.boolean(),
  start: z.int(),
  get items() {
    return z.array(z.array(block))
  },
})

const callout = z.strictObject({
  type: z.literal('callout'),
  kind: z.enum(['note', 'warning']),
  get blocks() {
    return z.array(block)
  },
})

/** The part of a document that belongs to an artefact. */
const section = z.strictObject({
  type: z.literal('section'),
  id,
  /** Where its text comes from, in the customer's words; set when the document is composed. */
  label: z.string(),
  tailored: z.boolean(),
  /** Of a text that was written for a like firm: when, and the sources that it rests on. */
  note: line.optional(),
  get blocks() {
    return z.array(block)
  },
})

const block = z.discriminatedUnion('type', [
  heading,
  paragraph,
  table,
  field,
  log,
  sheet,
  signature,
  list,
  callout,
  section,
])

export type Block = z.infer<typeof block>
export type Heading = z.infer<typeof heading>
export type Table = z.infer<typeof table>
export type List = z.infer<typeof list>
export type Callout = z.infer<typeof callout>
export type SectionBlock = z.infer<typeof section>
export type Field = z.infer<typeof field>
export type ColumnType = z.infer<typeof columnType>
export type Sheet = z.infer<typeof sheet>
export type Log = z.infer<typeof log>
export type Signature = z.infer<typeof signature>

export const blocks = z.array(block)

/** The text of a line without its styles. */
export function plain(content: Line): string {
  return content.map((part) => part.text).join('')
}
