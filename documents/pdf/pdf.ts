import PDFDocument from 'pdfkit'
import { type Face, faces, type Weight } from '../type/fonts.ts'
import { sheet } from '../type/style.ts'
import type { Element, Pdf, PdfRef } from './pdfkit.ts'
import { collect, verbatim } from './writing.ts'
import { type DocumentInfo, xmp } from './xmp.ts'

export interface OpenPdf {
  readonly pdf: Pdf
  readonly root: Element
  readonly fonts: Readonly<Record<Weight, PdfRef>>
  /** What the appearance of each field may use. */
  readonly fieldResources: object
  /** Ends the document; its bytes. */
  close(): Promise<Buffer>
}

/** Resource names of the two faces, the same on every page and in every field. */
export const fontNames: Readonly<Record<Weight, string>> = { Regular: 'F1', SemiBold: 'F2' }

/** Starts a tagged PDF 1.7 that declares PDF/UA-1, its fonts embedded whole, with an empty form. */
export function openPdf(info: DocumentInfo): OpenPdf {
  const pdf = new PDFDocument(optionsFor(info)) as unknown as Pdf
  const close = collect(pdf)
  const fonts = {
    Regular: embed(pdf, faces.Regular),
    SemiBold: embed(pdf, faces.SemiBold),
  }
  startForm(pdf, fonts.Regular)
  // pdfkit's own metadata are not escaped: a company called "A & B" would break the file.
  pdf._addInfo = () => pdf.appendXML(xmp(info))
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const fieldResources = verbatim(
    `<<\n/Font <<\n/${fontNames.Regular} ${fonts.Regular.id} 0 R\n>>\n>>`,
  )
  return { pdf, root, fonts, fieldResources, close }
}

function optionsFor({ title, lang, key, createdAt, producer }: DocumentInfo) {
  return {
    pdfVersion: '1.7',
    tagged: true,
    lang,
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    size: [sheet.short, sheet.long],
    margin: 0,
    font: null,
    info: {
      Title: title,
      Creator: producer,
      Producer: producer,
      CreationDate: new Date(createdAt),
      // pdfkit derives the file's /ID from these entries alone.
      ContentKey: key,
    },
  } as unknown as PDFKit.PDFDocumentOptions
}

/** Embeds a face whole, so that a field can show what is typed into it (PDF 32000-1, 9.7). */
function embed(pdf: Pdf, face: Face): PdfRef {
  const file = stream(pdf, face.file, { Length1: face.length })
  const descriptor = pdf.ref({
    Type: 'FontDescriptor',
    FontName: face.name,
    Flags: 32,
    FontBBox: face.bbox,
    ItalicAngle: 0,
    Ascent: face.ascent,
    Descent: face.descent,
    CapHeight: face.capHeight,
    StemV: 80,
    FontFile2: file,
  })
  const descendant = pdf.ref({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: face.name,
    CIDSystemInfo: { Registry: text('Adobe'), Ordering: text('Identity'), Supplement: 0 },
    FontDescriptor: descriptor,
    CIDToGIDMap: 'Identity',
    W: verbatim(face.widths),
  })
  const font = pdf.ref({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: face.name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: stream(pdf, face.toUnicode, {}),
  })
  for (const ref of [descriptor, descendant, font]) ref.end()
  return font
}

/** A stream that was deflated once for all documents; pdfkit leaves it as it is. */
function stream(pdf: Pdf, deflated: Buffer, data: Record<string, unknown>): PdfRef {
  const ref = pdf.ref({ ...data, Filter: 'FlateDecode' })
  ref.end(deflated)
  return ref
}

/**
 * pdfkit's `initForm` would ask viewers to draw the fields anew; ours come drawn. It ends the form
 * itself and looks for `_acroform` when it does.
 */
function startForm(pdf: Pdf, font: PdfRef): void {
  const name = fontNames.Regular
  pdf._acroform = { fonts: { [name]: font }, defaultFont: name }
  pdf._root.data['AcroForm'] = pdf.ref({
    Fields: [],
    DA: text(`/${name} 0 Tf 0 g`),
    DR: { Font: { [name]: font } },
  })
}

export function addToForm(pdf: Pdf, field: PdfRef): void {
  const form = pdf._root.data['AcroForm'] as PdfRef
  ;(form.data['Fields'] as PdfRef[]).push(field)
}

/** pdfkit writes a `String` object as a PDF string, and a primitive one as a PDF name. */
export function text(value: string): object {
  // ASCII is its own encoding, and needs no more than its escapes (PDF 32000-1, 7.3.4.2).
  const plain = /^[ -~]*$/.test(value)
  return plain ? verbatim(`(${value.replace(/[()\\]/g, '\\$&')})`) : Object(value)
}
