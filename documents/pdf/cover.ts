import type { Printable } from '../printable.ts'
import type { Field } from '../text/blocks.ts'
import { colours, sheet, sizes } from '../type/style.ts'
import { breakLines, lineOf } from '../type/text.ts'
import { row } from './fields.ts'
import { artifact, type Pen, paintRect, writeLines } from './pen.ts'
import { textLines } from './prose.ts'
import { child, type Frame, type Slab, spaced } from './slab.ts'

const stripe = 6
const columns = 4
const gutter = 14

/** The block at the top of the first page: what the document is, whose, and as of when. */
export function cover({ title, cover: it }: Printable, frame: Frame): Slab[] {
  const small = { type: sizes.label, colour: colours.accent, strong: true, above: 0 }
  const heading = textLines(lineOf(title), child(frame, 'H1'), 'H1', frame, {
    type: sizes.title,
    strong: true,
    above: 6,
  })
  const muted = { type: sizes.summary, colour: colours.muted, above: 6 }
  return [
    ...withStripe(textLines(lineOf(it.kicker), child(frame, 'P'), 'P', frame, small)),
    ...heading,
    ...(it.summary === ''
      ? []
      : textLines(lineOf(it.summary), child(frame, 'P'), 'P', frame, muted)),
    ...facts(it.facts, frame),
    ...owners(it.fields, frame),
    ...(it.origin === '' ? [] : origin(it.origin, frame)),
  ]
}

/** A bar across the top edge of the first page. */
function withStripe(slabs: readonly Slab[]): Slab[] {
  return slabs.map((slab, index) => ({
    ...slab,
    draw: (pen, y) => {
      if (index === 0)
        artifact(pen, () => paintRect(pen, 0, 0, sheet.short, stripe, colours.accent))
      slab.draw(pen, y)
    },
  }))
}

type Fact = Printable['cover']['facts'][number]

/** Label above value, four in a row, between two rules. */
function facts(all: readonly Fact[], frame: Frame): Slab[] {
  const width = (frame.width - (columns - 1) * gutter) / columns
  const cells = all.map((fact, index) => cell(fact, frame, width, index % columns))
  const lines = Math.max(...cells.map(({ value }) => value.length))
  const height = 20 + sizes.small.leading + lines * sizes.label.leading
  const draw = (pen: Pen, y: number) => {
    artifact(pen, () => paintRect(pen, frame.x, y, frame.width, 0.8, colours.accent))
    for (const { write } of cells) write(pen, y + 9)
    artifact(pen, () => paintRect(pen, frame.x, y + height, frame.width, 0.5, colours.line))
  }
  return [{ above: 18, height, keep: true, draw }]
}

function cell({ label, value: words }: Fact, frame: Frame, width: number, column: number) {
  const element = child(frame, 'P')
  const x = frame.x + column * (width + gutter)
  const name = breakLines(lineOf(label), sizes.small.size, width)
  const value = breakLines(lineOf(words), sizes.label.size, width, 'SemiBold')
  const write = (pen: Pen, y: number) => {
    writeLines(pen, element, 'P', name, { x, y, type: sizes.small, colour: colours.muted })
    const below = y + sizes.small.leading
    writeLines(pen, element, 'P', value, { x, y: below, type: sizes.label })
  }
  return { value, write }
}

function owners(fields: readonly Field[], frame: Frame): Slab[] {
  const width = (frame.width - gutter) / 2
  const rows: Slab[] = []
  for (let at = 0; at < fields.length; at += 2)
    rows.push({ ...row(fields.slice(at, at + 2), width, frame), keep: true })
  return rows
}

/** The visible label that generated text asks for (AI Act, Art. 50), or that there is none. */
function origin(words: string, frame: Frame): Slab[] {
  const element = child(frame, 'P')
  const style = { type: sizes.small, colour: colours.muted, above: 12 }
  return spaced(textLines(lineOf(words), element, 'P', frame, style), 12)
}
