import { together, type Xml } from '../ooxml/xml.ts'
import type { Field, Signature } from '../text/blocks.ts'
import { signatureFields } from '../text/form.ts'
import { colours } from '../type/style.ts'
import { control } from './control.ts'
import type { Frame } from './frame.ts'
import { cell, grid, roomIn, row } from './table.ts'
import { paragraph, run } from './text.ts'
import { w } from './word.ts'

/** So few fields stay on one page. */
const shortForm = 6
const labelShare = 0.36
/** Points: three lines, and room for a pen. */
const heights = { multiline: 52, signature: 34 } as const

/** Neighbouring fields: check boxes below one another, others in a table. */
export function fields(all: readonly Field[], frame: Frame): Xml {
  const groups: Field[][] = []
  for (const field of all) {
    const last = groups.at(-1)
    if (field.kind === 'checkbox' || !last || last[0]?.kind === 'checkbox') groups.push([field])
    else last.push(field)
  }
  return together(
    groups.map((group, index) => {
      const [first] = group
      const ends = groups[index + 1]?.[0]?.kind !== 'checkbox'
      return first?.kind === 'checkbox' ? checkbox(first, ends, frame) : form(group, frame)
    }),
  )
}

/** Points. */
const lastBox = { after: 8 }
/** Twips that the label stands right of its box. */
const boxWidth = 400

function checkbox(field: Field, ends: boolean, frame: Frame): Xml {
  const content = [control(field, frame.inventory), w('r', {}, w('tab')), run(field.label)]
  const inner = { ...frame, left: frame.left + boxWidth }
  return paragraph('CheckBox', content, { frame: inner, hanging: boxWidth, ...(ends && lastBox) })
}

/** Labels left, controls right. */
export function form(all: readonly Field[], frame: Frame): Xml {
  const room = roomIn(frame)
  const labels = Math.round(room * labelShare)
  const rows = all.map((field, index) => {
    const keepNext = all.length <= shortForm && index < all.length - 1
    const label = paragraph('FieldLabel', [run(field.label)], { keepNext })
    const answer = paragraph('FieldText', [control(field, frame.inventory)])
    const cells = [cell(labels, [label]), cell(room - labels, [answer], colours.field)]
    return row(cells, field.kind === 'multiline' ? { height: heights.multiline } : {})
  })
  return grid({ style: 'PackForm', columns: [labels, room - labels], rows }, frame)
}

/** Nothing is asked for where somebody signs with a pen. */
const blank = '\u2003'.repeat(6)

/** Labels above, and all on the page of what ends the block: no page shall hold an empty line. */
export function signature(block: Signature, frame: Frame): Xml {
  const columns = thirds(roomIn(frame))
  const parts = signatureFields(block)
  const labels = parts.map(({ label }, index) => {
    const name = paragraph('FieldLabel', [run(label)], { keepNext: true })
    return cell(columns[index] ?? 0, [name])
  })
  const answers = parts.map((field, index) => {
    const prompt = field.label === 'Signature' ? blank : undefined
    const words = [control(field, frame.inventory, prompt)]
    const answer = paragraph('FieldText', words, { keepNext: true })
    return cell(columns[index] ?? 0, [answer], colours.field)
  })
  const rows = [row(labels), row(answers, { height: heights.signature })]
  const signed = run(`Signed by: ${block.role}`)
  const head = paragraph('SignedBy', [signed], { frame, keepNext: true })
  return together([head, grid({ style: 'PackForm', columns, rows }, frame)])
}

function thirds(room: number): number[] {
  const third = Math.floor(room / 3)
  return [third, third, room - 2 * third]
}
