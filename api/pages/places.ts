import type { Field } from '../form-fields.ts'

/** Where in a form a question stands, by its path: `company.legalName` or `systems.0.name`. */

export function fieldAt(fields: readonly Field[], path: string): Field | undefined {
  return walk(fields, path.split('.')).at(-1)?.field
}

/** What the question at a path is called, the row in a list before it: `No. 2, Vendor`. */
export function titleAt(fields: readonly Field[], path: string): { row: string; title: string } {
  const index = path.split('.').find(isIndex)
  const row = index === undefined ? '' : `No. ${Number(index) + 1}, `
  return { row, title: fieldAt(fields, path)?.question.title ?? '' }
}

/** Id of the control that has what stands at a path; of a list, the first one in it. */
export function controlAt(fields: readonly Field[], path: string): string | undefined {
  const last = walk(fields, path.split('.')).at(-1)
  return last && firstControl(last.field, last.path)
}

/** Sorts paths as the form shows them; those that are none of its questions come last. */
export function byPlace(fields: readonly Field[]) {
  return (one: string, other: string): number => {
    const [a, b] = [placeOf(fields, one), placeOf(fields, other)]
    const at = a.findIndex((place, index) => place !== b[index])
    return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1)
  }
}

interface Step {
  readonly field: Field
  /** As far as this question, the number of a row included. */
  readonly path: string
  /** Of the question among those beside it, after the number of its row. */
  readonly place: readonly number[]
}

/** The questions on the way down to a path, as far as there are any. */
function walk(fields: readonly Field[], names: readonly string[], prefix = ''): Step[] {
  const [name = '', ...rest] = names
  const at = fields.findIndex((field) => field.name === name)
  const field = fields[at]
  if (field === undefined) return []
  const row = field.kind === 'rows' && rest[0] !== undefined && isIndex(rest[0]) ? rest[0] : null
  const path = [prefix + name, ...(row === null ? [] : [row])].join('.')
  const here = { field, path, place: [at, ...(row === null ? [] : [Number(row)])] }
  const inner = field.kind === 'group' || field.kind === 'rows' ? field.fields : []
  return [here, ...walk(inner, row === null ? rest : rest.slice(1), `${path}.`)]
}

function firstControl(field: Field, path: string): string {
  if (field.kind !== 'group' && field.kind !== 'rows') return path
  const [first] = field.fields
  const inside =
    field.kind === 'rows' && !isIndex(path.split('.').at(-1) ?? '') ? `${path}.0` : path
  return first ? firstControl(first, `${inside}.${first.name}`) : path
}

function placeOf(fields: readonly Field[], path: string): number[] {
  const places = walk(fields, path.split('.')).flatMap(({ place }) => place)
  return places.length > 0 ? places : [fields.length]
}

function isIndex(name: string): boolean {
  return /^\d+$/.test(name)
}
