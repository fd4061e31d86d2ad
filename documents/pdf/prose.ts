import { type Heading, type Line, type List, plain } from '../text/blocks.ts'
import { type Colour, colours, sizes, type TypeSize } from '../type/style.ts'
import { breakLines } from '../type/text.ts'
import type { Element } from './pdfkit.ts'
import { type Pen, writeLine } from './pen.ts'
import { child, type Frame, indented, type Slab, spaced } from './slab.ts'

export interface Prose {
  readonly type?: TypeSize
  readonly colour?: Colour
  readonly above?: number
  readonly strong?: boolean
}

/** A paragraph; two lines stay together at its start and its end. */
export function paragraph(content: Line, frame: Frame, style: Prose = {}): Slab[] {
  return textLines(content, child(frame, 'P'), 'P', frame, style)
}

export function textLines(
  content: Line,
  element: Element,
  tag: string,
  frame: Frame,
  { type = sizes.body, colour = colours.text, above = 7, strong = false }: Prose = {},
): Slab[] {
  const lines = breakLines(content, type.size, frame.textWidth, strong ? 'SemiBold' : 'Regular')
  const slabs = lines.map((line, index) => ({
    above: 0,
    height: type.leading,
    keep: index < lines.length - 1 && (index === 0 || index === lines.length - 2),
    draw: (pen: Pen, y: number) =>
      writeLine(pen, element, tag, line, { x: frame.x, y, type, colour }),
  }))
  return spaced(slabs, above)
}

const headings = {
  2: { type: sizes.h2, above: 24, colour: colours.accent },
  3: { type: sizes.h3, above: 16, colour: colours.text },
  4: { type: sizes.h4, above: 12, colour: colours.text },
} as const

/** A heading with its bookmark; it never ends a page. */
export function heading({ level, content, startsPage }: Heading, frame: Frame): Slab[] {
  const style = headings[level]
  const tag = `H${level}`
  const lines = textLines(content, child(frame, tag), tag, frame, { ...style, strong: true })
  return lines.map((slab, index) => ({
    ...slab,
    keep: true,
    ...(startsPage && index === 0 && { startsPage }),
    draw: (pen, y) => {
      if (index === 0) bookmark(pen, level, plain(content), y)
      slab.draw(pen, y)
    },
  }))
}

function bookmark(pen: Pen, level: number, title: string, y: number): void {
  const { bookmarks, pdf } = pen
  while ((bookmarks.at(-1)?.level ?? 0) >= level) bookmarks.pop()
  const above = bookmarks.at(-1)?.item ?? pdf.outline
  bookmarks.push({ level, item: above.addItem(title, { fit: false, top: Math.max(0, y - 12) }) })
}

const indent = 17

/** @param layOut lays out what stands inside an item */
export function list(
  block: List,
  frame: Frame,
  layOut: (blocks: List['items'][number], frame: Frame) => Slab[],
): Slab[] {
  const element = child(frame, 'L', {})
  numbering(element, block.ordered)
  const slabs = block.items.flatMap((item, index) => {
    const entry = child({ pdf: frame.pdf, parent: element }, 'LI')
    const label = child({ pdf: frame.pdf, parent: entry }, 'Lbl')
    const body = child({ pdf: frame.pdf, parent: entry }, 'LBody')
    const inner = indented({ ...frame, parent: body }, indent)
    const sign = block.ordered ? `${block.start + index}.` : '•'
    return labelled(spaced(tightened(layOut(item, inner)), 3), label, sign, frame.x)
  })
  return spaced(slabs, 6)
}

/** ISO 14289-1, 7.6: a list with labels says how they count. */
function numbering(element: Element, ordered: boolean): void {
  const { dictionary } = element as unknown as { dictionary: { data: Record<string, unknown> } }
  dictionary.data['A'] = { O: 'List', ListNumbering: ordered ? 'Decimal' : 'Disc' }
}

function tightened(slabs: readonly Slab[]): Slab[] {
  return slabs.map((slab) => ({ ...slab, above: Math.min(slab.above, 4) }))
}

function labelled(slabs: readonly Slab[], label: Element, sign: string, x: number): Slab[] {
  const [line] = breakLines([{ text: sign }], sizes.body.size, indent)
  return slabs.map((slab, index) => ({
    ...slab,
    draw: (pen, y) => {
      if (index === 0 && line)
        writeLine(pen, label, 'Lbl', line, {
          x: x + 3,
          y,
          type: sizes.body,
          colour: colours.accent,
        })
      slab.draw(pen, y)
    },
  }))
}
