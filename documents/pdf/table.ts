import type { Line, Table } from '../text/blocks.ts'
import { columnWidths, padding } from '../type/columns.ts'
import type { Weight } from '../type/fonts.ts'
import { colours, shortTable, sizes } from '../type/style.ts'
import { breakLines, type TextLine } from '../type/text.ts'
import type { Element } from './pdfkit.ts'
import { artifact, type Pen, paintRect, paintRuns, writeLines } from './pen.ts'
import { child, type Frame, kept, type Slab, together } from './slab.ts'

const type = sizes.table
/** A row with more lines may be split over pages, so many lines at a time. */
const unsplit = 14

interface Row {
  readonly cells: readonly TextLine[][]
  readonly lines: number
}

/** A table with a head that comes back on every page; rows break between pages, seldom inside. */
export function table({ header, rows }: Table, frame: Frame): Slab[] {
  const widths = columnWidths([header, ...rows], frame.width)
  const element = child(frame, 'Table')
  const head = headOf(header, widths)
  const body = rows.map((row) => rowOf(row, widths, 'Regular'))
  const slabs = body.flatMap((row) => rowSlabs(row, head, widths, element, frame))
  return [headSlab(head, widths, element, frame), ...inCompany(slabs)]
}

/** No row stands alone at the foot of a page or at the top of one. */
function inCompany(rows: readonly Slab[]): Slab[] {
  const [first, ...more] = together(rows, shortTable)
  return first && more.length > 0 ? [...kept([first]), ...more] : [...rows]
}

export function headOf(header: readonly Line[], widths: readonly number[]): Row {
  return rowOf(header, widths, 'SemiBold')
}

function rowOf(cells: readonly Line[], widths: readonly number[], weight: Weight): Row {
  const broken = widths.map((width, index) =>
    breakLines(cells[index] ?? [], type.size, width - 2 * padding.x, weight),
  )
  return { cells: broken, lines: Math.max(...broken.map((lines) => lines.length)) }
}

export function headSlab(row: Row, widths: readonly number[], table: Element, frame: Frame): Slab {
  const height = row.lines * type.leading + 2 * padding.y
  return {
    above: 10,
    height,
    keep: true,
    draw: (pen, y) => {
      artifact(pen, () => paintHead(pen, frame, y, height))
      const line = child({ pdf: pen.pdf, parent: table }, 'TR')
      eachCell(row, widths, frame, (lines, x) => {
        const cell = child({ pdf: pen.pdf, parent: line }, 'TH', { scope: 'Column' })
        writeCell(pen, cell, 'TH', lines, x, y + padding.y)
      })
    },
  }
}

function paintHead(pen: Pen, { x, width }: Frame, y: number, height: number): void {
  paintRect(pen, x, y, width, height, colours.tint)
  paintRect(pen, x, y + height - 0.8, width, 0.8, colours.accent)
}

/** The head on a following page is decoration: the structure tree has it once. */
export function repeatHead(row: Row, widths: readonly number[], frame: Frame) {
  const height = row.lines * type.leading + 2 * padding.y
  const draw = (pen: Pen, y: number) =>
    artifact(
      pen,
      () => {
        paintHead(pen, frame, y, height)
        eachCell(row, widths, frame, (lines, x) => {
          for (const [index, { runs }] of lines.entries())
            paintRuns(pen, runs, {
              x,
              y: y + padding.y + index * type.leading,
              type,
              colour: colours.accent,
            })
        })
      },
      'Pagination',
    )
  return { height, draw }
}

function rowSlabs(
  row: Row,
  head: Row,
  widths: readonly number[],
  table: Element,
  frame: Frame,
): Slab[] {
  const repeat = repeatHead(head, widths, frame)
  const step = row.lines > unsplit ? unsplit / 2 : row.lines
  const cells: Element[] = []
  const slabs: Slab[] = []
  for (let from = 0; from < row.lines; from += step) {
    const to = Math.min(from + step, row.lines)
    const top = from === 0 ? padding.y : 0
    const bottom = to === row.lines ? padding.y : 0
    const height = (to - from) * type.leading + top + bottom
    const draw = (pen: Pen, y: number) => {
      if (from === 0) cells.push(...openRow(pen, table, widths.length))
      eachCell(row, widths, frame, (lines, x, index) => {
        const cell = cells[index]
        if (cell) writeCell(pen, cell, 'TD', lines.slice(from, to), x, y + top)
      })
      if (bottom > 0) rule(pen, frame, y + height)
    }
    slabs.push({ above: 0, height, keep: false, repeat, draw })
  }
  return slabs
}

export function openRow(pen: Pen, table: Element, columns: number): Element[] {
  const line = child({ pdf: pen.pdf, parent: table }, 'TR')
  return Array.from({ length: columns }, () => child({ pdf: pen.pdf, parent: line }, 'TD'))
}

export function rule(pen: Pen, { x, width }: Frame, y: number): void {
  artifact(pen, () => paintRect(pen, x, y - 0.5, width, 0.5, colours.line))
}

function eachCell(
  { cells }: Row,
  widths: readonly number[],
  frame: Frame,
  visit: (lines: TextLine[], x: number, index: number) => void,
): void {
  let x = frame.x
  for (const [index, lines] of cells.entries()) {
    visit(lines, x + padding.x, index)
    x += widths[index] ?? 0
  }
}

function writeCell(
  pen: Pen,
  cell: Element,
  tag: 'TH' | 'TD',
  lines: readonly TextLine[],
  x: number,
  y: number,
): void {
  const colour = tag === 'TH' ? colours.accent : colours.text
  writeLines(pen, cell, tag, lines, { x, y, type, colour })
}
