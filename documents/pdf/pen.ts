import { type Colour, colours, type TypeSize } from '../type/style.ts'
import type { Run, TextLine } from '../type/text.ts'
import { fontNames, type OpenPdf } from './pdf.ts'
import type { Element, Pdf } from './pdfkit.ts'
import { text } from './writing.ts'

/** Draws on the current page; x and y in points from its top left corner. */
export interface Pen extends OpenPdf {
  /** Heading levels open in the outline, outermost first. */
  readonly bookmarks: { level: number; item: { addItem: Pdf['outline']['addItem'] } }[]
}

export interface Place {
  readonly x: number
  /** Top of the line; the text is centred in its leading. */
  readonly y: number
  readonly type: TypeSize
  readonly colour?: Colour
}

/** Writes one line into an element of the structure tree; its links become elements of their own. */
export function writeLine(
  pen: Pen,
  element: Element,
  tag: string,
  line: TextLine,
  at: Place,
): void {
  for (const runs of byLink(line.runs)) {
    const link = runs[0]?.link
    if (link === undefined) mark(pen, element, tag, () => paintRuns(pen, runs, at))
    else writeLink(pen, element, link, runs, at)
  }
}

/** Lines below one another, the first one at that place. */
export function writeLines(
  pen: Pen,
  element: Element,
  tag: string,
  lines: readonly TextLine[],
  at: Place,
): void {
  for (const [index, line] of lines.entries())
    writeLine(pen, element, tag, line, { ...at, y: at.y + index * at.type.leading })
}

function byLink(runs: readonly Run[]): Run[][] {
  const groups: Run[][] = []
  for (const run of runs) {
    const last = groups.at(-1)
    if (last && last[0]?.link === run.link) last.push(run)
    else groups.push([run])
  }
  return groups
}

function writeLink(pen: Pen, parent: Element, url: string, runs: Run[], at: Place): void {
  const link = pen.pdf.struct('Link')
  parent.add(link)
  const [first] = runs
  const last = runs.at(-1)
  if (!first || !last) return
  const width = last.x + last.width - first.x
  const x = at.x + first.x
  mark(pen, link, 'Link', () => {
    paintRuns(pen, runs, { ...at, colour: colours.accent })
    paintRect(pen, x, baseline(at) + 1.6, width, 0.5, colours.accent)
  })
  const contents = text(runs.map((run) => run.text).join(''))
  pen.pdf.link(x, at.y, width, at.type.leading, url, { structParent: link, Contents: contents })
  // An annotation is filed under the page that is current when its element ends.
  link.end()
}

export function mark(pen: Pen, element: Element, tag: string, draw: () => void): void {
  const content = pen.pdf.markStructureContent(tag)
  draw()
  pen.pdf.endMarkedContent()
  element.add(content)
}

/** What carries no meaning: rules, fills, footers, repeated table heads. */
export function artifact(pen: Pen, draw: () => void, type = 'Layout'): void {
  pen.pdf.markContent('Artifact', { type })
  draw()
  pen.pdf.endMarkedContent()
}

export function paintRuns(pen: Pen, runs: readonly Run[], at: Place): void {
  const { pdf, fonts, drawn } = pen
  const y = baseline(at)
  for (const { weight, text: words, glyphs, x } of runs) {
    pdf.page.fonts[fontNames[weight]] ??= fonts[weight]
    for (const letter of words) drawn[weight].add(letter)
    pdf.addContent(textOperators(weight, at.type.size, at.colour, at.x + x, y, glyphs, true))
  }
}

/** @param flipped the page's y axis points down, a field's points up */
export function textOperators(
  weight: Run['weight'],
  size: number,
  colour: Colour = colours.text,
  x: number,
  y: number,
  glyphs: string,
  flipped: boolean,
): string {
  const matrix = `1 0 0 ${flipped ? -1 : 1} ${decimal(x)} ${decimal(y)} Tm`
  return `BT /${fontNames[weight]} ${size} Tf ${colour.join(' ')} rg ${matrix} [${glyphs}] TJ ET`
}

function baseline({ y, type: { size, leading } }: Place): number {
  // Inter's capitals are 0.727 em high: this centres them in the leading.
  return y + (leading + size * 0.727) / 2
}

export function paintRect(
  { pdf }: Pen,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: Colour,
): void {
  const edges = [x, y, width, height].map(decimal).join(' ')
  pdf.addContent(`${colour.join(' ')} rg ${edges} re f`)
}

export function decimal(points: number): number {
  return Math.round(points * 100) / 100
}
