import type { Field, Signature } from '../text/blocks.ts'
import { signatureFields } from '../text/form.ts'
import { colours, sizes } from '../type/style.ts'
import { breakLines, lineOf, widthOf } from '../type/text.ts'
import { type Pen, writeLines } from './pen.ts'
import { paragraph } from './prose.ts'
import { child, type Frame, indented, kept, type Slab, together } from './slab.ts'
import { addWidget, inset, linesOf, type Widget } from './widget.ts'

const gutter = 14
const labelGap = 3
const lineHeight = 22
/** A label of so many characters asks for a short answer. */
const shortLabel = 36
/** Room for a pen. */
const signatureHeight = 34
/** So few rows of fields are not split over pages. */
const shortForm = 4

/** Fields in reading order; two that ask for short answers share a row. */
export function fields(all: readonly Field[], frame: Frame): Slab[] {
  const slabs: Slab[] = []
  for (let at = 0; at < all.length; ) {
    const [left, right] = all.slice(at, at + 2)
    if (!left) break
    const half = (frame.width - gutter) / 2
    const pair = right && isShort(left, half) && isShort(right, half) ? [left, right] : [left]
    slabs.push(pair.length > 1 ? row(pair, half, frame) : alone(left, frame))
    at += pair.length
  }
  return together(slabs, shortForm)
}

function isShort({ kind, label, value }: Field, width: number): boolean {
  if (kind === 'multiline' || kind === 'checkbox' || label.length > shortLabel) return false
  return widthOf(value.replace(/\s/g, ' '), 'Regular', sizes.field.size) <= width - 2 * inset - 12
}

function alone(field: Field, frame: Frame): Slab {
  if (field.kind === 'checkbox') return checkbox(field, frame)
  return row([field], frame.width, frame)
}

/** Labelled fields side by side, as high as the highest. */
export function row(all: readonly Field[], width: number, frame: Frame, least = lineHeight): Slab {
  const cells = all.map((field, index) => {
    const x = frame.x + index * (width + gutter)
    return { ...labelled(field, { ...frame, x, width }), field, x }
  })
  const labelHeight = Math.max(...cells.map(({ label }) => label.length)) * sizes.label.leading
  const height = Math.max(least, ...all.map((field) => heightOf(field, width)))
  const draw = (pen: Pen, y: number) => {
    for (const { field, x, label, labelElement, form } of cells) {
      const from = y + labelHeight - label.length * sizes.label.leading
      const above = { x, y: from, type: sizes.label, colour: colours.muted }
      writeLines(pen, labelElement, 'P', label, above)
      const place = { x, y: y + labelHeight + labelGap, width, height, type: sizes.field }
      addWidget(pen, form, { ...widgetOf(field, width), ...place })
    }
  }
  return { above: 9, height: labelHeight + labelGap + height, keep: false, draw }
}

function labelled(field: Field, frame: Frame) {
  const labelElement = child(frame, 'P')
  const form = child(frame, 'Form', { alt: captionOf(field) })
  const label = breakLines(lineOf(captionOf(field)), sizes.label.size, frame.width, 'SemiBold')
  return { labelElement, form, label }
}

function captionOf({ kind, label }: Field): string {
  return kind === 'date' ? `${label} (day, month, year)` : label
}

/** A value that does not fit one line turns its field into one of several. */
function widgetOf(
  field: Field,
  width: number,
): Pick<Widget, 'name' | 'tip' | 'kind' | 'value' | 'options'> {
  const { id, value, kind, options } = field
  const base = { name: id, tip: captionOf(field), value, options }
  if (kind === 'choice') return { ...base, kind }
  return { ...base, kind: kind === 'multiline' || needsLines(field, width) ? 'multiline' : 'text' }
}

function needsLines({ value }: Field, width: number): boolean {
  return linesOf(value, width, sizes.field) > 1
}

function heightOf(field: Field, width: number): number {
  const lines = linesOf(field.value, width, sizes.field)
  if (field.kind !== 'multiline' && lines < 2) return lineHeight
  const least = field.kind === 'multiline' ? 3 : 2
  return Math.max(least, lines) * sizes.field.leading + 2 * inset
}

const boxSize = 13

/** A box with its label to the right. */
function checkbox(field: Field, frame: Frame): Slab {
  const left = boxSize + 8
  const inner = indented(frame, left)
  const label = child(frame, 'P')
  const form = child(frame, 'Form', { alt: captionOf(field) })
  const lines = breakLines(lineOf(field.label), sizes.body.size, inner.textWidth)
  const draw = (pen: Pen, y: number) => {
    writeLines(pen, label, 'P', lines, { x: inner.x, y, type: sizes.body })
    const place = { x: frame.x, y: y + 0.5, width: boxSize, height: boxSize, type: sizes.field }
    addWidget(pen, form, {
      name: field.id,
      tip: captionOf(field),
      kind: 'checkbox',
      value: field.value,
      ...place,
    })
  }
  return { above: 7, height: Math.max(lines.length * sizes.body.leading, 14), keep: false, draw }
}

/** Name, date and signature of somebody. */
export function signature(block: Signature, frame: Frame): Slab[] {
  const signed = lineOf(`Signed by: ${block.role}`)
  const head = paragraph(signed, { ...frame, textWidth: frame.width }, { strong: true, above: 12 })
  const width = (frame.width - 2 * gutter) / 3
  return [
    ...kept(head),
    { ...row(signatureFields(block), width, frame, signatureHeight), above: 4 },
  ]
}
