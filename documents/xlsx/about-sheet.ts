import { element, nothing, type Xml } from '../ooxml/xml.ts'
import type { Printable } from '../printable.ts'
import { cell, row } from './cell.ts'
import { readyRows } from './fill-in-sheet.ts'
import type { Register } from './register.ts'
import { type Fitted, rowHeight } from './row-height.ts'
import { quoted } from './sheet-names.ts'
import type { StyleName } from './styles.ts'
import { worksheet } from './worksheet.ts'

const howTo =
  'Fill in the other sheets, one row for each entry, and go on below the last one. Some columns ' +
  'offer a list or check what you write; sort and filter with the arrows in the head. The PDF of ' +
  'the same name has the full text.'

interface Line {
  readonly label: string
  readonly labelStyle: StyleName
  readonly value?: string
  readonly valueStyle?: StyleName
  /** Name of the sheet that the label leads to. */
  readonly leadsTo?: string
}

const gap: Line = { label: '', labelStyle: 'body' }

const widths = [22, 78] as const
const titleHeight = 32

/** The first sheet: what the cover of the PDF says, and what the other sheets are. */
export function aboutSheet(document: Printable, registers: readonly Register[]): Xml {
  const lines = [...head(document), gap, ...notes(document), gap, ...contents(registers)]
  return worksheet({
    widths,
    rows: lines.map(rowOf),
    hyperlinks: hyperlinks(lines),
    footer: document.footer,
    selected: true,
  })
}

function rowOf({ label, labelStyle, value = '', valueStyle }: Line, index: number): Xml {
  const cells = [cell(`A${index + 1}`, labelStyle, label)]
  if (valueStyle) cells.push(cell(`B${index + 1}`, valueStyle, value))
  // Kicker, title and headings run on over the second column.
  const fitted: Fitted[] = valueStyle
    ? [
        [label, widths[0]],
        [value, widths[1]],
      ]
    : []
  return row(index, cells, labelStyle === 'title' ? titleHeight : rowHeight(fitted))
}

function head({ title, cover }: Printable): Line[] {
  return [
    { label: cover.kicker, labelStyle: 'kicker' },
    { label: title, labelStyle: 'title' },
    gap,
    ...cover.facts.map((fact) => labelled(fact, 'value')),
    ...cover.fields.map((field) => labelled(field, 'field')),
  ]
}

function notes({ cover, footer }: Printable): Line[] {
  const said = [
    { label: 'What it is', value: cover.summary },
    { label: 'How to use it', value: howTo },
    { label: 'Who wrote it', value: cover.origin },
    { label: 'Please note', value: footer.at(-1) ?? '' },
  ]
  return said.filter(({ value }) => value !== '').map((note) => labelled(note, 'value'))
}

function labelled({ label, value }: { label: string; value: string }, valueStyle: StyleName): Line {
  return { label, labelStyle: 'label', value, valueStyle }
}

function contents(registers: readonly Register[]): Line[] {
  const listed = registers.map(({ name, rows, label }): Line => {
    const known = rows.length === 0 ? '' : `${rows.length} filled in, `
    const origin = label === null ? '' : `. ${label}`
    const value = `Rows: ${known}${readyRows} ready${origin}`
    return { label: name, labelStyle: 'link', value, valueStyle: 'value', leadsTo: name }
  })
  return [{ label: 'Sheets', labelStyle: 'heading' }, ...listed]
}

function hyperlinks(lines: readonly Line[]): Xml {
  const links = lines.flatMap(({ leadsTo }, index) =>
    leadsTo === undefined
      ? []
      : [element('hyperlink', { ref: `A${index + 1}`, location: `${quoted(leadsTo)}!A1` })],
  )
  return links.length === 0 ? nothing : element('hyperlinks', {}, ...links)
}
