/**
 * Cuts Inter to the characters that the documents print and writes it to `documents/type/fonts/`. Run it when
 * `@expo-google-fonts/inter` changes: `node dev/cut-fonts.ts`.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import subsetFont from 'subset-font'
import { characters } from '../documents/type/characters.ts'

const limit = 100 * 1024
const inter = dirname(
  createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'),
)
const target = join(import.meta.dirname, '..', 'documents', 'type', 'fonts')
const text = characters
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
