import { nothing, together, type Xml } from '../ooxml/xml.ts'
import type { Line, Log, Table } from '../text/blocks.ts'
import { columnWidths, logWidths } from '../type/columns.ts'
import { type Colour, shortTable } from '../type/style.ts'
import type { Frame } from './frame.ts'
import { paragraph, run, runs } from './text.ts'
import { border, fill, twips, val, w } from './word.ts'

export interface Grid {
  /** Table style; it has the borders, fills and margins. */
  readonly style: string
  /** Twips. */
  readonly columns: readonly number[]
  readonly rows: readonly Xml[]
  /** Whether the first row names the columns. */
  readonly headed?: boolean
  /** Told to screen readers. */
  readonly caption?: string
}

/** A table, and the small space that keeps it from growing into the next one. */
export function grid({ style, columns, rows, headed = false, caption }: Grid, frame: Frame): Xml {
  const left = frame.bar?.left ?? frame.left
  const properties = w(
    'tblPr',
    {},
    val('tblStyle', style),
    w('tblW', { w: columns.reduce((sum, it) => sum + it, 0), type: 'dxa' }),
    w('tblInd', { w: left, type: 'dxa' }),
    frame.bar ? w('tblBorders', {}, border('left', 2, frame.bar.colour)) : nothing,
    w('tblLayout', { type: 'fixed' }),
    w('tblLook', {
      val: headed ? '0620' : '0600',
      firstRow: headed ? 1 : 0,
      noHBand: 1,
      noVBand: 1,
    }),
    caption === undefined ? nothing : val('tblCaption', caption),
  )
  const widths = columns.map((width) => w('gridCol', { w: width }))
  const table = w('tbl', {}, properties, w('tblGrid', {}, ...widths), ...rows)
  return together([table, paragraph('Gap', [], { frame })])
}

/** Twips between the left and right edge of a table in that frame. */
export function roomIn({ width, left, bar }: Frame): number {
  return width + (bar ? left - bar.left : 0)
}

export interface RowLook {
  /** Comes back on every page (ECMA-376 part 1, 17.4.78). */
  readonly head?: boolean
  /** Points at the least. */
  readonly height?: number
}

export function row(cells: readonly Xml[], { head = false, height }: RowLook = {}): Xml {
  const tall =
    height === undefined ? nothing : w('trHeight', { val: twips(height), hRule: 'atLeast' })
  const properties = w('trPr', {}, w('cantSplit'), tall, head ? w('tblHeader') : nothing)
  return w('tr', {}, properties, ...cells)
}

/** @param content paragraphs and tables; Word refuses a cell that does not end with a paragraph */
export function cell(width: number, content: readonly Xml[], colour?: Colour): Xml {
  const size = w('tcW', { w: width, type: 'dxa' })
  return w('tc', {}, w('tcPr', {}, size, colour ? fill(colour) : nothing), ...content)
}

export function table({ header, rows }: Table, frame: Frame): Xml {
  const columns = columnWidths([header, ...rows], roomIn(frame) / 20).map(twips)
  const cells = (line: readonly Line[], style: string, keepNext: boolean) =>
    columns.map((width, index) => {
      const words = runs(line[index] ?? [], frame.inventory)
      return cell(width, [paragraph(style, words, { keepNext })])
    })
  const head = row(cells(header, 'TableHeading', true), { head: true })
  const body = rows.map((line, index) => {
    const keepNext = rows.length <= shortTable && index < rows.length - 1
    return row(cells(line, 'TableText', keepNext))
  })
  return grid({ style: 'PackTable', columns, rows: [head, ...body], headed: true }, frame)
}

/** Two lines of handwriting. */
const logRow = 31

/** An empty table to write in. */
export function log(block: Log, frame: Frame): Xml {
  const columns = logWidths(block, roomIn(frame) / 20).map(twips)
  const head = block.columns.map((name, index) =>
    cell(columns[index] ?? 0, [paragraph('TableHeading', [run(name)])]),
  )
  const empty = row(
    columns.map((width) => cell(width, [paragraph('TableText', [])])),
    { height: logRow },
  )
  const all = [row(head, { head: true }), ...Array<Xml>(block.rows).fill(empty)]
  return grid({ style: 'PackLog', columns, rows: all, headed: true, caption: block.sheet }, frame)
}
