/**
 * What the fonts cover, as Unicode ranges: Latin with what European and Vietnamese names need,
 * Greek, Cyrillic, signs. Data, so that whoever checks a text needs no font. No two of these share a
 * glyph in Inter, so text copied from a PDF is the text that was written.
 */
export const characters: readonly (readonly [first: number, last: number])[] = [
  [0x0020, 0x007e],
  [0x00a0, 0x00ac],
  [0x00ae, 0x0148],
  [0x014a, 0x017f],
  [0x018f, 0x018f],
  [0x0192, 0x0192],
  [0x01a0, 0x01a1],
  [0x01af, 0x01b0],
  [0x01cd, 0x021f],
  [0x0259, 0x0259],
  [0x02c6, 0x02c7],
  [0x02d8, 0x02dd],
  [0x0384, 0x038a],
  [0x038c, 0x038c],
  [0x038e, 0x03a1],
  [0x03a3, 0x03ce],
  [0x0400, 0x045f],
  [0x048a, 0x049d],
  [0x04a0, 0x04ff],
  [0x1e80, 0x1e85],
  [0x1e9e, 0x1e9e],
  [0x1ea0, 0x1ef9],
  [0x2010, 0x2015],
  [0x2018, 0x2026],
  [0x2030, 0x203a],
  [0x20ac, 0x20ac],
  [0x2116, 0x2116],
  [0x2122, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x2260, 0x2260],
  [0x2264, 0x2265],
]

const ranges = characters.map((ends) => ends.map((end) => `\\u{${end.toString(16)}}`).join('-'))

const uncovered = new RegExp(`[^\\n\\r\\t${ranges.join('')}]`, 'gu')

/**
 * The characters of a text that the documents cannot print (emoji, CJK, Hebrew, control and
 * formatting characters), each once. Line breaks and tabs are not among them.
 */
export function unsupportedCharacters(text: string): string[] {
  return [...new Set(text.normalize('NFC').match(uncovered))]
}
