import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { create, type Font } from 'fontkit'
import { unsupportedCharacters } from './characters.ts'

export type Weight = 'Regular' | 'SemiBold'

/** A word as it is printed. */
export interface Shaped {
  /** Operands of `TJ`: glyph ids in hex, with kerning between them in thousandths of an em. */
  readonly glyphs: string
  /** Thousandths of an em. */
  readonly width: number
}

/** A font with what each document needs of it, made once a process. */
export interface Face {
  readonly name: string
  readonly font: Font
  readonly sha256: string
  /** Thousandths of an em. */
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  readonly bbox: readonly number[]
  /** PDF array of the advance per glyph id, thousandths of an em. */
  readonly widths: string
  /** Bytes of the font file. */
  readonly length: number
  /** Deflated streams. */
  readonly file: Buffer
  readonly toUnicode: Buffer
  readonly shaped: Map<string, Shaped>
}

/** Words kept per face; beyond it the memory starts anew, since answers differ without end. */
const mostWords = 20_000

export const faces: Readonly<Record<Weight, Face>> = {
  Regular: loadFace('Inter-Regular'),
  SemiBold: loadFace('Inter-SemiBold'),
}

/** Changes when a font file does. */
export const fontsKey = createHash('sha256')
  .update(faces.Regular.sha256 + faces.SemiBold.sha256)
  .digest('hex')

/** @param text without spaces or with nothing else; supported characters only, in NFC */
export function shape(face: Face, text: string): Shaped {
  const known = face.shaped.get(text)
  if (known) return known
  if (face.shaped.size >= mostWords) face.shaped.clear()
  const fresh = layOut(face, text)
  face.shaped.set(text, fresh)
  return fresh
}

function layOut({ font }: Face, text: string): Shaped {
  const scale = 1000 / font.unitsPerEm
  const { glyphs, positions } = font.layout(text)
  let out = '<'
  let width = 0
  glyphs.forEach((glyph, index) => {
    if (glyph.id === 0) throw new Error(refusal(text))
    const advance = positions[index]?.xAdvance ?? glyph.advanceWidth
    const kern = Math.round((glyph.advanceWidth - advance) * scale)
    out += hex(glyph.id)
    if (kern !== 0) out += `>${kern}<`
    width += advance * scale
  })
  return { glyphs: `${out}>`, width }
}

function refusal(text: string): string {
  const named = unsupportedCharacters(text).map(
    (sign) =>
      `"${sign}" (U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`,
  )
  return `The documents cannot print ${named.join(', ')}; leave it out of the answers.`
}

function loadFace(name: string): Face {
  const bytes = readFileSync(join(import.meta.dirname, 'fonts', `${name}.ttf`))
  const font = create(bytes) as Font
  const scale = 1000 / font.unitsPerEm
  const { minX, minY, maxX, maxY } = font.bbox
  return {
    name,
    font,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ascent: font.ascent * scale,
    descent: font.descent * scale,
    capHeight: font.capHeight * scale,
    bbox: [minX, minY, maxX, maxY].map((edge) => edge * scale),
    widths: widthsOf(font),
    length: bytes.length,
    file: deflateSync(bytes, { level: 9 }),
    toUnicode: deflateSync(toUnicode(font), { level: 9 }),
    shaped: new Map(),
  }
}

/** PDF 32000-1, 9.7.4.3. */
function widthsOf(font: Font): string {
  const perMille = (id: number) => (font.getGlyph(id).advanceWidth * 1000) / font.unitsPerEm
  const widths = Array.from({ length: font.numGlyphs }, (_, id) => perMille(id).toFixed(2))
  return `[0 [${widths.map(Number).join(' ')}]]`
}

/** PDF 32000-1, 9.10.3: glyph ids back to characters, at most 100 in a block. */
function toUnicode(font: Font): string {
  const pairs = font.characterSet.map(
    (point) => `<${hex(font.glyphForCodePoint(point).id)}> <${hex(point)}>`,
  )
  pairs.sort()
  const blocks: string[] = []
  for (let at = 0; at < pairs.length; at += 100) {
    const block = pairs.slice(at, at + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n')
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0')
}
