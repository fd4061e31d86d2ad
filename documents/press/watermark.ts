import { PDFOperatorNames as operators, PDFDocument, PDFOperator, type PDFPage } from 'pdf-lib'
import { fontNames } from '../pdf/pdf.ts'
import { faces, shape } from '../type/fonts.ts'

/** Opacity of the words. */
const opacity = 0.13
/** Their length, as a part of the page's diagonal. */
const reach = 0.72

/**
 * Writes words across every page of a finished PDF of ours. They are an artifact in a font that the
 * page has already, so the PDF keeps its structure, its fields and its conformance.
 */
export async function watermark(pdf: Uint8Array, words: string): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  for (const page of document.getPages()) write(document, page, words)
  return document.save({ updateFieldAppearances: false, useObjectStreams: false })
}

function write(document: PDFDocument, page: PDFPage, words: string): void {
  const { width, height } = page.getSize()
  const diagonal = Math.hypot(width, height)
  const { glyphs, length } = lineOf(words)
  const size = (diagonal * reach) / length
  const [cos, sin] = [width / diagonal, height / diagonal]
  const along = (length * size) / 2
  const below = (faces.Regular.capHeight / 1000) * (size / 2)
  const x = width / 2 - along * cos + below * sin
  const y = height / 2 - along * sin - below * cos
  const state = page.node.newExtGState('Sample', document.context.obj({ ca: opacity }))
  const matrix = [cos, sin, -sin, cos, x, y].map((part) => part.toFixed(4)).join(' ')
  page.pushOperators(
    PDFOperator.of(operators.BeginMarkedContentSequence, ['/Artifact', '<< /Type /Pagination >>']),
    PDFOperator.of(operators.PushGraphicsState),
    PDFOperator.of(operators.SetGraphicsStateParams, [state]),
    PDFOperator.of(operators.BeginText),
    PDFOperator.of(operators.SetFontAndSize, [`/${fontNames.Regular}`, size.toFixed(2)]),
    PDFOperator.of(operators.SetTextMatrix, [matrix]),
    PDFOperator.of(operators.ShowTextAdjusted, [`[${glyphs}]`]),
    PDFOperator.of(operators.EndText),
    PDFOperator.of(operators.PopGraphicsState),
    PDFOperator.of(operators.EndMarkedContent),
  )
}

/** Operands of `TJ`, and the length in ems. */
function lineOf(words: string) {
  const shaped = words.split(/(\s+)/).map((word) => shape(faces.Regular, word))
  const width = shaped.reduce((sum, word) => sum + word.width, 0)
  return { glyphs: shaped.map(({ glyphs }) => glyphs).join(''), length: width / 1000 }
}
