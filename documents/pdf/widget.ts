import { faces } from '../type/fonts.ts'
import { colours, type TypeSize } from '../type/style.ts'
import { breakLines } from '../type/text.ts'
import { addToForm, fontNames } from './pdf.ts'
import type { Element, PdfRef } from './pdfkit.ts'
import { decimal, type Pen, textOperators } from './pen.ts'
import { text, verbatim } from './writing.ts'

/** A form field as it stands on the page; points from the page's top left corner. */
export interface Widget {
  /** Unique in the document, without full stops (PDF 32000-1, 12.7.3.2). */
  readonly name: string
  /** What a screen reader says. */
  readonly tip: string
  readonly kind: 'text' | 'multiline' | 'checkbox' | 'choice'
  readonly value: string
  readonly options?: readonly string[]
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly type: TypeSize
}

/** Flags of PDF 32000-1, tables 226, 228 and 230. */
const flags = { multiline: 1 << 12, combo: 1 << 17 } as const
const print = 4

export const inset = 5

const look = verbatim(
  `<<\n/BG [${colours.field.join(' ')}]\n/BC [${colours.fieldBorder.join(' ')}]\n>>`,
)
const border = verbatim('<<\n/W 0.5\n/S /S\n>>')

/**
 * Adds a field under its own `Form` element, with its appearance drawn: a viewer need not draw
 * anything before the field is changed.
 */
export function addWidget(pen: Pen, form: Element, widget: Widget): void {
  const { x, y, width, height, name, tip } = widget
  pen.pdf.annotate(x, y, width, height, {
    Subtype: 'Widget',
    structParent: form,
    F: print,
    T: text(name),
    TU: text(tip),
    MK: look,
    BS: border,
    // pdfkit adds a colour to whatever is no link; an empty one is none.
    C: [],
    ...(widget.kind === 'checkbox' ? checkbox(pen, widget) : written(pen, widget)),
  })
  // An annotation is filed under the page that is current when its element ends.
  form.end()
  const field = pen.pdf.page.annotations.at(-1)
  if (field) addToForm(pen.pdf, field)
}

function written(pen: Pen, widget: Widget): Record<string, unknown> {
  const { kind, value, type, options = [] } = widget
  const choices = value === '' || options.includes(value) ? options : [value, ...options]
  return {
    ...(kind === 'choice'
      ? { FT: 'Ch', Ff: flags.combo, Opt: choices.map(text) }
      : { FT: 'Tx', Ff: kind === 'multiline' ? flags.multiline : 0 }),
    V: text(value),
    DA: text(`/${fontNames.Regular} ${type.size} Tf ${colours.text.join(' ')} rg`),
    AP: { N: appearance(pen, widget, `${box(widget)}\n${valueOperators(widget)}`) },
  }
}

function checkbox(pen: Pen, widget: Widget): Record<string, unknown> {
  const state = widget.value === '' ? 'Off' : 'Yes'
  const on = appearance(pen, widget, `${box(widget)}\n${tick(widget)}`)
  const off = appearance(pen, widget, box(widget))
  return { FT: 'Btn', V: state, AS: state, AP: { N: { Yes: on, Off: off } } }
}

/** Each field has a stream of its own: a filler rewrites it in place. */
function appearance(pen: Pen, { width, height }: Widget, operators: string): PdfRef {
  const ref = pen.pdf.ref({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, decimal(width), decimal(height)],
    Resources: pen.fieldResources,
  })
  // Deflating so few bytes costs more than it saves; the zip deflates them anyway.
  ref.compress = false
  ref.end(operators)
  return ref
}

function box({ width, height, kind }: Widget): string {
  const inner = `0.25 0.25 ${decimal(width - 0.5)} ${decimal(height - 0.5)} re`
  const fill = `${colours.field.join(' ')} rg ${colours.fieldBorder.join(' ')} RG 0.5 w ${inner} B`
  return `q ${fill} Q${kind === 'choice' ? `\n${arrow(width, height)}` : ''}`
}

function arrow(width: number, height: number): string {
  const [x, y] = [decimal(width - 14), decimal(height / 2 + 1.8)]
  return `q ${colours.muted.join(' ')} rg ${x} ${y} m ${x + 7} ${y} l ${decimal(x + 3.5)} ${decimal(y - 4)} l f Q`
}

function tick({ width, height }: Widget): string {
  const at = (x: number, y: number) => `${decimal(width * x)} ${decimal(height * y)}`
  const path = `${at(0.22, 0.5)} m ${at(0.42, 0.28)} l ${at(0.78, 0.74)} l`
  return `q ${colours.accent.join(' ')} RG 1.6 w 1 J 1 j ${path} S Q`
}

/** The value inside the marked content that viewers replace (PDF 32000-1, 12.7.3.3). */
function valueOperators(widget: Widget): string {
  const { width, height, type } = widget
  const clip = `1 1 ${decimal(width - 2)} ${decimal(height - 2)} re W n`
  const capitals = (faces.Regular.capHeight * type.size) / 1000
  const lines = valueLines(widget)
  const first =
    widget.kind === 'multiline'
      ? height - inset - (type.leading + capitals) / 2
      : (height - capitals) / 2
  const rows = lines.map((line, index) =>
    line.runs.map(({ weight, glyphs, x }) => {
      const y = first - index * type.leading
      return textOperators(weight, type.size, colours.text, inset + x, y, glyphs, false)
    }),
  )
  return `/Tx BMC q ${clip} ${rows.flat().join('\n')} Q EMC`
}

function valueLines({ kind, value, width, type }: Widget) {
  if (value === '') return []
  const room = kind === 'multiline' ? width - 2 * inset : Number.POSITIVE_INFINITY
  return breakLines([{ text: value }], type.size, room)
}

/** Lines that a value takes in a field of that width. */
export function linesOf(value: string, width: number, type: TypeSize): number {
  return breakLines([{ text: value }], type.size, width - 2 * inset).length
}
