/**
 * Cuts Inter to what the documents may print and writes it to `documents/type/fonts/`. Run it when
 * `@expo-google-fonts/inter` changes: `node dev/cut-fonts.ts`.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import subsetFont from 'subset-font'

/**
 * Unicode: Latin with what European and Vietnamese names need, Greek, Cyrillic, signs. No two of
 * these share a glyph in Inter, so text copied from a PDF is the text that was written.
 */
const ranges: readonly (readonly [number, number])[] = [
  [0x0020, 0x007e],
  [0x00a0, 0x00ac],
  [0x00ae, 0x017f],
  [0x018f, 0x018f],
  [0x0192, 0x0192],
  [0x01a0, 0x01a1],
  [0x01af, 0x01b0],
  [0x01cd, 0x021f],
  [0x0259, 0x0259],
  [0x02c6, 0x02c7],
  [0x02d8, 0x02dd],
  [0x0384, 0x03ce],
  [0x0400, 0x045f],
  [0x048a, 0x04ff],
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
  [0x2260, 0x2265],
]

const limit = 100 * 1024
const inter = dirname(
  createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'),
)
const target = join(import.meta.dirname, '..', 'documents', 'type', 'fonts')
const text = ranges
  .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
  .map((codePoint) => String.fromCodePoint(codePoint))
  .join('')

mkdirSync(target, { recursive: true })
for (const weight of ['400Regular', '600SemiBold']) {
  const whole = readFileSync(join(inter, weight, `Inter_${weight}.ttf`))
  const cut = await subsetFont(whole, text, {
    targetFormat: 'truetype',
    keepFeatures: ['kern'],
    noHinting: true,
  })
  if (cut.length > limit) throw new Error(`Inter ${weight} is ${cut.length} bytes, over ${limit}.`)
  writeFileSync(join(target, `Inter-${weight.slice(3)}.ttf`), cut)
  console.log(`Inter-${weight.slice(3)}.ttf: ${cut.length} bytes`)
}
copyFileSync(join(inter, 'LICENSE_FONT'), join(target, 'LICENCE-OFL.txt'))
