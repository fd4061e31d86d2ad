import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** How a document of the sample looks; `dev/previews.ts` writes it. */
export interface Preview {
  /** Content key of the PDF that the picture was taken of. */
  readonly key: string
  readonly pages: number
  /** Its headings. */
  readonly contents: readonly string[]
  /** Of the picture, in pixels. */
  readonly width: number
  readonly height: number
}

/** By document id. */
export type Previews = Readonly<Record<string, Preview>>

const folder = join(import.meta.dirname, 'previews')

export const previewFile = (pack: string, document: string) => join(folder, pack, `${document}.png`)
export const previewIndex = (pack: string) => join(folder, pack, 'index.json')

/** Under which a page finds the picture. */
export const previewPath = (pack: string, document: string) =>
  `/assets/previews/${pack}/${document}.png`

/** Nothing for a pack of which no pictures were taken. */
export function readPreviews(pack: string): Previews {
  const file = previewIndex(pack)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Previews) : {}
}
