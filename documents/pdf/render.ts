import { type Printable, printable } from '../printable.ts'
import { createLabelling } from '../text/section-labels.ts'
import { colours, measure, pageWidth, sheet, sizes } from '../type/style.ts'
import { breakLines, lineOf, type TextLine } from '../type/text.ts'
import { body } from './blocks.ts'
import { cover } from './cover.ts'
import { flow } from './flow.ts'
import { openPdf } from './pdf.ts'
import { artifact, type Pen, paintRect, paintRuns } from './pen.ts'
import { type Frame, type Slab, spaced } from './slab.ts'

/**
 * Renders a document as a tagged, fillable PDF (PDF/UA-1). The same input gives the same bytes in
 * any process, time zone and locale.
 * @param key the document's content key, which becomes the file's identity
 */
export async function renderPdf(document: Printable, key: string): Promise<Buffer> {
  const checked = printable.parse(document)
  const open = openPdf({ ...checked, key })
  const pen: Pen = { ...open, bookmarks: [] }
  const frame: Frame = {
    pdf: open.pdf,
    parent: open.root,
    x: sheet.side,
    width: pageWidth(false),
    textWidth: measure,
    showsLabel: createLabelling(),
  }
  flow(pen, [...cover(checked, frame), ...belowCover(body(checked.blocks, frame))])
  footers(pen, checked.footer)
  open.root.end()
  return open.close()
}

function belowCover(slabs: readonly Slab[]): Slab[] {
  return spaced(slabs, Math.max(slabs[0]?.above ?? 0, 18))
}

/** `page x of y` needs the number of pages, so footers come last. */
function footers(pen: Pen, footer: readonly string[]): void {
  const { count } = pen.pdf.bufferedPageRange()
  for (let index = 0; index < count; index += 1) {
    pen.pdf.switchToPage(index)
    artifact(pen, () => paintFooter(pen, footer, `page ${index + 1} of ${count}`), 'Pagination')
  }
}

function paintFooter(pen: Pen, footer: readonly string[], pages: string): void {
  const { width, height } = pen.pdf.page
  const type = sizes.small
  const top = height - sheet.bottom + 24
  const room = width - 2 * sheet.side
  paintRect(pen, sheet.side, top - 5, room, 0.5, colours.line)
  const write = (line: TextLine, x: number, y: number) =>
    paintRuns(pen, line.runs, { x, y, type, colour: colours.muted })
  const right = oneLine(pages, type.size, room)
  const left = footer.map((words) => oneLine(words, type.size, room - right.width - 20))
  for (const [index, line] of left.entries()) write(line, sheet.side, top + index * type.leading)
  write(right, sheet.side + room - right.width, top)
}

/** As much of a text as fits on a line; what is left out is marked. */
function oneLine(words: string, size: number, width: number): TextLine {
  const [line, more] = breakLines(lineOf(words), size, width)
  if (!line || !more) return line ?? { runs: [], width: 0 }
  const [shortened] = breakLines(lineOf(`${wordsIn(line)} …`), size, width + 2 * size)
  return shortened ?? line
}

function wordsIn({ runs }: TextLine): string {
  return runs.map(({ text }) => text).join('')
}
