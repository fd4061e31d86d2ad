import type { z } from 'zod'
import { wholeNumberIn } from '../catalogue/question/number.ts'
import { type Field, fieldsOf } from './form-fields.ts'

/** A posted form as the body parser leaves it: a repeated name is a list. */
export type FlatForm = Readonly<Record<string, string | readonly string[]>>

/**
 * Turns a form's flat names (`company.legalName`, `systems.0.name`, repeated `people=`) into the
 * shape of the questionnaire. It reads only names that the questionnaire has and judges nothing:
 * what is no number stays text, for the schema to refuse. Blank rows and unanswered questions
 * are left away; a question that the other answers rule out counts as unanswered.
 */
export function decodeForm(questionnaire: z.ZodObject, flat: FlatForm): Record<string, unknown> {
  return decodeFields(fieldsOf(questionnaire), flat, '')
}

type Rows = Extract<Field, { kind: 'rows' }>

function decodeFields(fields: readonly Field[], flat: FlatForm, prefix: string) {
  const entries = fields.map((field) => {
    const answered = isAsked(field, flat) ? flat : {}
    return [field.name, decodeField(field, answered, prefix + field.name)] as const
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function decodeField(field: Field, flat: FlatForm, path: string): unknown {
  if (field.kind === 'group')
    return unlessBlank(field, decodeFields(field.fields, flat, `${path}.`))
  if (field.kind === 'rows') return unlessBlank(field, decodeRows(field, flat, path))
  const values = valuesOf(flat, path)
  if (field.kind === 'choices') return unlessBlank(field, values)
  if (field.kind === 'number') return asNumber(values[0])
  return field.kind === 'yes-no' ? asBoolean(values[0]) : values[0]
}

/** An optional group or list that was left blank is no answer; a required one is an empty one. */
function unlessBlank<T extends object>(field: Field, value: T): T | undefined {
  return field.required || Object.keys(value).length > 0 ? value : undefined
}

/** One row more than there may be is enough for the schema to refuse them all, in words. */
function decodeRows({ fields, maxRows }: Rows, flat: FlatForm, path: string): unknown[] {
  return rowNumbers(flat, path)
    .slice(0, maxRows + 1)
    .map((row) => decodeFields(fields, flat, `${path}.${row}.`))
    .filter((row) => Object.keys(row).length > 0)
}

/** Of the rows that are not blank; of at most three digits. */
function rowNumbers(flat: FlatForm, path: string): number[] {
  const found = Object.keys(flat).flatMap((name) => {
    if (!name.startsWith(`${path}.`) || valuesOf(flat, name).length === 0) return []
    return /^(\d{1,3})\./.exec(name.slice(path.length + 1))?.[1] ?? []
  })
  return [...new Set(found.map(Number))].sort((a, b) => a - b)
}

/** The answers given under one name, without blank ones. */
function valuesOf(flat: FlatForm, path: string): string[] {
  const value = Object.hasOwn(flat, path) ? flat[path] : undefined
  if (value === undefined) return []
  const values = typeof value === 'string' ? [value] : value
  return values.filter((one) => one.trim() !== '')
}

function asNumber(text: string | undefined): number | string | undefined {
  return text === undefined ? undefined : (wholeNumberIn(text) ?? text)
}

function asBoolean(text: string | undefined): boolean | string | undefined {
  if (text === 'yes') return true
  return text === 'no' ? false : text
}

/** Is the question asked, given the other answers? */
function isAsked({ question: { askedWhen } }: Field, flat: FlatForm): boolean {
  if (askedWhen === undefined) return true
  return valuesOf(flat, askedWhen.question).some((value) => askedWhen.is.includes(value))
}
