import PDFDocument from 'pdfkit'
import { faces, type Weight } from '../type/fonts.ts'
import { sheet } from '../type/style.ts'
import { embedFace } from './font.ts'
import type { Element, Pdf, PdfRef } from './pdfkit.ts'
import { collect, text, verbatim } from './writing.ts'
import { type DocumentInfo, xmp } from './xmp.ts'

export interface OpenPdf {
  readonly pdf: Pdf
  readonly root: Element
  readonly fonts: Readonly<Record<Weight, PdfRef>>
  /** The characters that stand on its pages so far. */
  readonly drawn: Readonly<Record<Weight, Set<string>>>
  /** What the appearance of each field may use. */
  readonly fieldResources: object
  /** Ends the document; its bytes. */
  close(): Promise<Buffer>
}

/** Resource names of the two faces, the same on every page and in every field. */
export const fontNames: Readonly<Record<Weight, string>> = { Regular: 'F1', SemiBold: 'F2' }

/** Those of a mark that is written across finished pages. */
const marking = ' ·ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Starts a tagged PDF 1.7 that declares PDF/UA-1, with an empty form. */
export function openPdf(info: DocumentInfo): OpenPdf {
  const pdf = new PDFDocument(optionsFor(info)) as unknown as Pdf
  const end = collect(pdf)
  const fonts = { Regular: pdf.ref({}), SemiBold: pdf.ref({}) }
  const drawn = { Regular: new Set(marking), SemiBold: new Set(marking) }
  startForm(pdf, fonts.Regular)
  // pdfkit's own metadata are not escaped: a company called "A & B" would break the file.
  pdf._addInfo = () => pdf.appendXML(xmp(info))
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const fieldResources = verbatim(
    `<<\n/Font <<\n/${fontNames.Regular} ${fonts.Regular.id} 0 R\n>>\n>>`,
  )
  const close = () => {
    const isForm = fieldsOf(pdf).length > 0
    for (const weight of ['Regular', 'SemiBold'] as const)
      embedFace(pdf, fonts[weight], faces[weight], isForm ? null : drawn[weight])
    return end()
  }
  return { pdf, root, fonts, drawn, fieldResources, close }
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
  fieldsOf(pdf).push(field)
}

function fieldsOf(pdf: Pdf): PdfRef[] {
  const form = pdf._root.data['AcroForm'] as PdfRef
  return form.data['Fields'] as PdfRef[]
}
