import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { Face } from '../type/fonts.ts'
import type { Pdf, PdfRef } from './pdfkit.ts'
import { text, verbatim } from './writing.ts'

/** A font file as one PDF carries it. */
interface Program {
  readonly name: string
  /** Deflated. */
  readonly file: Buffer
  /** Bytes of it, inflated. */
  readonly length: number
  /** From the glyph ids of the whole font, by which all text is written, to this file's. */
  readonly glyphs: PdfRef | 'Identity'
}

/**
 * Embeds a face: whole where a field can show what is typed into it, else only what is drawn with it
 * (PDF 32000-1, 9.7).
 * @param font the reference that pages and fields name
 * @param drawn the characters; null: whole
 */
export function embedFace(
  pdf: Pdf,
  font: PdfRef,
  face: Face,
  drawn: ReadonlySet<string> | null,
): void {
  const { name, file, length, glyphs } = drawn === null ? whole(face) : cut(pdf, face, drawn)
  const descriptor = pdf.ref({
    Type: 'FontDescriptor',
    FontName: name,
    Flags: 32,
    FontBBox: face.bbox,
    ItalicAngle: 0,
    Ascent: face.ascent,
    Descent: face.descent,
    CapHeight: face.capHeight,
    StemV: 80,
    FontFile2: stream(pdf, file, { Length1: length }),
  })
  const descendant = pdf.ref({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: name,
    CIDSystemInfo: { Registry: text('Adobe'), Ordering: text('Identity'), Supplement: 0 },
    FontDescriptor: descriptor,
    CIDToGIDMap: glyphs,
    W: verbatim(face.widths),
  })
  Object.assign(font.data, {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: stream(pdf, face.toUnicode, {}),
  })
  for (const ref of [descriptor, descendant, font]) ref.end()
}

function whole({ name, file, length }: Face): Program {
  return { name, file, length, glyphs: 'Identity' }
}

function cut(pdf: Pdf, { name, font }: Face, drawn: ReadonlySet<string>): Program {
  const idOf = (letter: string) => font.glyphForCodePoint(letter.codePointAt(0) ?? 0).id
  const ids = [...new Set([...drawn].map(idOf))].sort((a, b) => a - b)
  const subset = font.createSubset() as unknown as Subset
  const map = Buffer.alloc(2 * font.numGlyphs)
  for (const id of ids) map.writeUInt16BE(subset.includeGlyph(id), 2 * id)
  const bytes = subset.encode()
  return {
    name: `${tagOf(ids)}+${name}`,
    file: deflateSync(bytes, { level: 9 }),
    length: bytes.length,
    glyphs: stream(pdf, deflateSync(map), {}),
  }
}

/** fontkit's types have it take a glyph and return nothing of use. */
interface Subset {
  /** The id that the glyph has in the subset. */
  includeGlyph(id: number): number
  encode(): Uint8Array
}

/** Six capitals that tell subsets apart (PDF 32000-1, 9.6.4). */
function tagOf(ids: readonly number[]): string {
  const hash = createHash('sha256').update(ids.join(' ')).digest()
  return [...hash.subarray(0, 6)].map((byte) => String.fromCodePoint(65 + (byte % 26))).join('')
}

/** A stream that was deflated before; pdfkit leaves it as it is. */
function stream(pdf: Pdf, deflated: Buffer, data: Record<string, unknown>): PdfRef {
  const ref = pdf.ref({ ...data, Filter: 'FlateDecode' })
  ref.end(deflated)
  return ref
}
