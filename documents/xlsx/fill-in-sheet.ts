import type { Xml } from '../ooxml/xml.ts'
import { cell, dateCell, part, reference, row } from './cell.ts'
import type { Choices } from './choices.ts'
import { columnWidth } from './column-width.ts'
import type { Column, Register } from './register.ts'
import { rowHeight } from './row-height.ts'
import { validations } from './validation.ts'
import type { Sheet } from './workbook.ts'
import { worksheet } from './worksheet.ts'

/** Empty rows below what is known; about a year of a small firm's entries. */
export const readyRows = 100

/** Characters that are still read with ease when they are fitted to a landscape page. */
const readableWidth = 230

/** A sheet that people keep: the head stays in sight, each column takes what it is meant for. */
export function fillInSheet(
  { name, rows, ...register }: Register,
  choices: Choices,
  footer: readonly string[],
): Sheet {
  const columns = register.columns.map((column, index): Fitted => {
    const texts = rows.map((cells) => cells[index] ?? '')
    return { ...column, width: columnWidth(column, texts) }
  })
  const ready = Array.from({ length: readyRows }, () => [])
  const lines = [...rows, ...ready].map((words, index) => line(index + 1, words, columns))
  const widths = columns.map(({ width }) => width)
  const pagesWide = Math.ceil(widths.reduce((sum, width) => sum + width, 0) / readableWidth)
  const filter = `A1:${reference(columns.length - 1, lines.length)}`
  const root = worksheet({
    widths,
    rows: [headLine(columns), ...lines],
    filter,
    pagesWide,
    validations: validations(columns, lines.length, choices),
    textRanges: columns.flatMap(({ type }, index) =>
      type === 'date' || type === 'number' ? [] : [part(index, 1, lines.length)],
    ),
    landscape: true,
    footer,
  })
  return { name, root, filter, pagesWide }
}

interface Fitted extends Column {
  /** In characters. */
  readonly width: number
}

function headLine(columns: readonly Fitted[]): Xml {
  const heads = columns.map(({ head }) => head)
  const cells = heads.map((head, index) => cell(reference(index, 0), 'head', head))
  return row(0, cells, height(heads, columns))
}

function line(index: number, words: readonly string[], columns: readonly Fitted[]): Xml {
  const cells = columns.map(({ type }, column) => {
    const at = reference(column, index)
    if (type === 'date') return dateCell(at, words[column])
    return cell(at, type === 'number' ? type : 'text', words[column])
  })
  return row(index, cells, height(words, columns))
}

/** Characters that the space between words and borders takes. */
const inset = 2

function height(words: readonly string[], columns: readonly Fitted[]): number {
  return rowHeight(words.map((it, index) => [it, (columns[index]?.width ?? inset) - inset]))
}
