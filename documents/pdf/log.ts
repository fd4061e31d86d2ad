import type { Log } from '../text/blocks.ts'
import { logWidths } from '../type/columns.ts'
import { sizes } from '../type/style.ts'
import { lineOf } from '../type/text.ts'
import type { Pen } from './pen.ts'
import { child, type Frame, type Slab, together } from './slab.ts'
import { headOf, headSlab, openRow, repeatHead } from './table.ts'
import { addWidget } from './widget.ts'

/** Two lines of handwriting or of small print. */
const rowHeight = 31

/** A log of so few rows is not split over pages. */
const shortLog = 6

/** An empty table with a field in each cell; the column's head is its label. */
export function log(block: Log, frame: Frame): Slab[] {
  const { id, rows, columns } = block
  const widths = logWidths(block, frame.width)
  const head = headOf(columns.map(lineOf), widths)
  const element = child(frame, 'Table')
  const repeat = repeatHead(head, widths, frame)
  const lines = Array.from({ length: rows }, (_, index): Slab => {
    const draw = (pen: Pen, y: number) => {
      const cells = openRow(pen, element, columns.length)
      const place = { y, height: rowHeight, type: sizes.table }
      let x = frame.x
      for (const [column, cell] of cells.entries()) {
        const tip = `${columns[column]}, row ${index + 1}`
        const form = child({ pdf: pen.pdf, parent: cell }, 'Form', { alt: tip })
        const width = widths[column] ?? 0
        const name = `${id}-${index + 1}-${column + 1}`
        addWidget(pen, form, { name, tip, kind: 'multiline', value: '', x, width, ...place })
        x += width
      }
    }
    return { above: 0, height: rowHeight, keep: false, repeat, draw }
  })
  return [headSlab(head, widths, element, frame), ...together(lines, shortLog)]
}
