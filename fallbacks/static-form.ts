import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Handlebars from 'handlebars'
import { parse } from 'yaml'
import type { ArtefactDefinition, PackDefinition } from '../catalogue/definition.ts'
import type { ArtefactRow, View } from '../pack/artefact.ts'
import { expressions } from '../pack/expressions.ts'
import { joined } from '../pack/sentence.ts'

/** A static form filled in but for the view: every text is a function of it. */
type Form = Fill | Each | { readonly [key: string]: Form }
type Fill = (view: View) => string

/** `each: plan` with `texts:` by id: one text for each entry of that list of the view. */
interface Each {
  readonly each: string
  readonly texts: Readonly<Record<string, Form>>
}

const handlebars = Handlebars.create()
for (const [name, evaluate] of Object.entries(expressions))
  handlebars.registerHelper(name, (...values: unknown[]) =>
    // Handlebars hands its own options over as the last argument.
    evaluate(...values.slice(0, -1)),
  )
const knownHelpers = Object.fromEntries(Object.keys(expressions).map((name) => [name, true]))

const loaded = new Map<string, Form>()

/**
 * The written text of an artefact, or of one row of it, as a function of the view. Same shape as
 * what a model writes. In its texts `row` is the row, or the entry of the list that `each` names.
 */
export function staticForm(
  { id }: PackDefinition,
  artefact: ArtefactDefinition,
  row: ArtefactRow | null,
  view: View,
): unknown {
  const form = formOf(id, artefact.id)
  if (row === null) return filled(form, view)
  const rows = member(form as Readonly<Record<string, Form>>, 'rows', artefact.id)
  const text = member(rows as Readonly<Record<string, Form>>, row.id, `${artefact.id}, rows`)
  return filled(text, { ...view, row: { id: row.id, title: row.title, ...row.facts, ...row.more } })
}

function formOf(pack: string, artefact: string): Form {
  const file = join(import.meta.dirname, pack, `${artefact}.yaml`)
  const form = loaded.get(file) ?? compiled(parse(readFileSync(file, 'utf8')), file)
  loaded.set(file, form)
  return form
}

/** @param where file and keys, for errors */
function compiled(node: unknown, where: string): Form {
  if (typeof node === 'string') return compiledText(node, where)
  if (typeof node !== 'object' || node === null)
    throw new Error(`${where}: ${JSON.stringify(node)} is no text; a static form has only texts.`)
  const { each, ...rest } = node as Readonly<Record<string, unknown>>
  const inner = Object.entries(rest).map(([key, value]) => [
    key,
    compiled(value, `${where}, ${key}`),
  ])
  const form = Object.fromEntries(inner)
  return typeof each === 'string' ? { each, texts: form.texts } : form
}

function compiledText(text: string, where: string): Fill {
  const options = { strict: true, noEscape: true, knownHelpersOnly: true, knownHelpers }
  const named = <T>(work: () => T): T => {
    try {
      return work()
    } catch (cause) {
      throw new Error(`${where}: ${(cause as Error).message}`, { cause })
    }
  }
  // `compile` alone would not look at the text before an order needs it.
  const template = handlebars.compile(
    named(() => handlebars.parse(text.replace(printing, `${from}$&${to}`))),
    options,
  )
  return (view) => {
    const pieces = named(() => template(view))
      .replace(/\s+/g, ' ')
      .trim()
      .split(values)
    const isValue = (index: number) => index % 2 === 1
    return joined({
      around: pieces.filter((_, index) => !isValue(index)),
      values: pieces.filter((_, index) => isValue(index)),
    })
  }
}

/** Marks around what a text prints, so that a value meets the sign that follows it. */
const [from, to] = ['\u{E000}', '\u{E001}']
const printing = /\{\{(?!#|\/|else\b)[^}]*\}\}/g
const values = new RegExp(`${from}([^${to}]*)${to}`, 'u')

function filled(form: Form, view: View): unknown {
  if (typeof form === 'function') return form(view)
  if (isEach(form)) return filledEach(form, view)
  return Object.fromEntries(Object.entries(form).map(([key, inner]) => [key, filled(inner, view)]))
}

function isEach(form: Exclude<Form, Fill>): form is Each {
  return typeof form['each'] === 'string'
}

function filledEach({ each, texts }: Each, view: View): unknown {
  const rows = view[each] as readonly { readonly id: string }[] | undefined
  if (rows === undefined) throw new Error(`A static form goes through “${each}”, which is no list.`)
  const entries = rows.map((row) => [row.id, filled(member(texts, row.id, each), { ...view, row })])
  return Object.fromEntries(entries)
}

function member(forms: Readonly<Record<string, Form>>, id: string, where: string): Form {
  const form = Object.hasOwn(forms, id) ? forms[id] : undefined
  if (form === undefined) throw new Error(`There is no static text for "${id}" (${where}).`)
  return form
}
