/**
 * Takes the catalogue's pictures: the first page of every document of a pack's sample, with the
 * headings and the number of pages. Run it when documents change: `npm run previews`.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { type Preview, previewFile, previewIndex } from '../api/assets/previews.ts'
import { sampleAnswers } from '../api/offers.ts'
import { plain } from '../documents/blocks.ts'
import type { PackDocument } from '../documents/compose.ts'
import { renderDocument } from '../documents/render.ts'
import { sampleText } from '../documents/sample.ts'
import { sampleOrder } from '../orders/sample.ts'
import { catalogue } from '../pack/catalogue.ts'

/** Of a picture, in pixels: sharp on a card of half that width. */
const width = 440
const height = 622

const folder = mkdtempSync(join(tmpdir(), 'packhorse-previews-'))
try {
  for (const pack of Object.values(catalogue)) {
    const order = sampleOrder(pack.id, sampleAnswers)
    if (order === null) continue
    rmSync(dirname(previewIndex(pack.id)), { recursive: true, force: true })
    mkdirSync(dirname(previewIndex(pack.id)), { recursive: true })
    const previews: Record<string, Preview> = {}
    for (const document of sampleText(pack, order).documents) {
      const id = basename(document.path, '.pdf')
      previews[id] = await take(document, previewFile(pack.id, id))
      console.log(`${pack.id}: ${id}, ${previews[id].pages} pages`)
    }
    writeFileSync(previewIndex(pack.id), `${JSON.stringify(previews, null, 2)}\n`)
  }
} finally {
  rmSync(folder, { recursive: true })
}

async function take(document: PackDocument, picture: string): Promise<Preview> {
  const bytes = await renderDocument(document)
  const pdf = join(folder, 'document.pdf')
  writeFileSync(pdf, bytes)
  const scale = ['-scale-to-x', String(width), '-scale-to-y', String(height)]
  const target = picture.replace(/\.png$/, '')
  execFileSync('pdftoppm', ['-png', '-singlefile', ...scale, pdf, target])
  const pages = (await PDFDocument.load(bytes)).getPageCount()
  const contents = document.printable.blocks.flatMap((block) =>
    block.type === 'heading' && block.level === 2 ? plain(block.content) : [],
  )
  return { key: document.key, pages, contents, width, height }
}
