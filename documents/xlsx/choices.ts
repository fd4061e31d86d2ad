import type { Xml } from '../ooxml/xml.ts'
import { cell, fixed, part, reference, row } from './cell.ts'
import type { Register } from './register.ts'
import { rowHeight } from './row-height.ts'
import { quoted } from './sheet-names.ts'
import { worksheet } from './worksheet.ts'

/** Excel's limit for a list that is written inside its validation. */
const longest = 255

/** Where the choices of a column come from. */
export interface Choices {
  /** A formula for `<formula1>`. */
  readonly source: (options: readonly string[]) => string
  /** The sheet with the lists that no formula holds; null when there are none. */
  readonly sheet: Xml | null
}

/** @param name of the hidden sheet */
export function choicesOf(registers: readonly Register[], name: string): Choices {
  const types = registers.flatMap(({ columns }) => columns.map(({ type }) => type))
  const long = types.flatMap((type) => (typeof type === 'string' || fitsInside(type) ? [] : [type]))
  const lists = [...new Map(long.map((list) => [list.join('\n'), list])).values()]
  const source = (options: readonly string[]) => {
    if (fitsInside(options)) return `"${options.join(',')}"`
    const column = lists.findIndex((list) => list.join('\n') === options.join('\n'))
    const cells = part(column, 0, options.length - 1)
    return `${quoted(name)}!${fixed(cells)}`
  }
  return { source, sheet: lists.length > 0 ? listSheet(lists) : null }
}

/** A comma would part a choice in two, a quotation mark end the list. */
function fitsInside(options: readonly string[]): boolean {
  const list = options.join(',')
  return list.length <= longest && !/["\n]/.test(list) && list.split(',').length === options.length
}

function listSheet(lists: readonly (readonly string[])[]): Xml {
  const rows = Math.max(...lists.map(({ length }) => length))
  const lines = Array.from({ length: rows }, (_, index) => {
    const cells = lists.flatMap((list, column) => {
      const words = list[index]
      return words === undefined ? [] : [cell(reference(column, index), 'value', words)]
    })
    return row(index, cells, rowHeight([]))
  })
  return worksheet({ widths: lists.map(() => 40), rows: lines })
}
