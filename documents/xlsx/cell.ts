import { element, text, type Xml } from '../ooxml/xml.ts'
import { daysOf } from './date.ts'
import { type StyleName, styleIndex } from './styles.ts'

/** Characters that a cell holds at most; Excel calls a file with more of them damaged. */
const longest = 32_767

/** `A1` for the first of the first; both count from 0. */
export function reference(column: number, row: number): string {
  return letters(column) + (row + 1)
}

function letters(column: number): string {
  const rest = column < 26 ? '' : letters(Math.floor(column / 26) - 1)
  return rest + String.fromCharCode(65 + (column % 26))
}

/** `C1:C9`: a column from one row to another, both included. */
export function part(column: number, first: number, last: number): string {
  return `${reference(column, first)}:${reference(column, last)}`
}

/** `$A$1:$D$9`: the same place from whichever cell a formula stands in. */
export function fixed(cells: string): string {
  return cells.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
}

/** Words as an inline string, which no reader takes for a formula; an empty cell for none. */
export function cell(at: string, style: StyleName, words = ''): Xml {
  const formulaLike = /^[=+\-@\t]/.test(words)
  const attributes = { r: at, s: styleIndex(style, formulaLike) }
  if (words === '') return element('c', attributes)
  const inside = element('t', { 'xml:space': 'preserve' }, text(literal(words.slice(0, longest))))
  return element('c', { ...attributes, t: 'inlineStr' }, element('is', {}, inside))
}

/** A date in words as the number that a workbook sorts and counts with; other words as they are. */
export function dateCell(at: string, words = ''): Xml {
  const days = daysOf(words)
  if (days === null) return cell(at, 'date', words)
  const value = element('v', {}, text(String(days)))
  return element('c', { r: at, s: styleIndex('date', false) }, value)
}

/** `_x0041_` stands for a character in a workbook's strings (ECMA-376, part 1, 22.9.2.19). */
function literal(words: string): string {
  return words.replace(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_')
}

/** @param height in points */
export function row(index: number, cells: readonly Xml[], height: number): Xml {
  return element('row', { r: index + 1, ht: height }, ...cells)
}
