/**
 * Takes the catalogue's pictures: the first page of every document of a pack's sample, with the
 * headings and the number of pages. Run it when documents change: `npm run previews`.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { type Preview, previewFile, previewIndex } from '../api/assets/previews.ts'
import { sampleAnswers } from '../api/offers.ts'
import { catalogue, packOf } from '../catalogue/catalogue.ts'
import { failWith } from '../clients/failure.ts'
import type { PackDocument } from '../documents/compose/files.ts'
import { picturedDocuments } from '../documents/press/sample.ts'
import { renderDocument } from '../documents/render.ts'
import { plain } from '../documents/text/blocks.ts'
import { sampleOrder } from '../orders/release/sample.ts'

/** Of a picture, in pixels: sharp on a card of half that width. */
const width = 440
const height = 622

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-previews-'))
  try {
    for (const { id } of Object.values(catalogue)) await takeAll(id, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The old pictures go once all the new ones are taken. */
async function takeAll(packId: string, folder: string): Promise<void> {
  const pack = packOf(packId)
  const order = sampleOrder(packId, sampleAnswers)
  if (!pack || order === null) return
  const taken = join(folder, packId)
  mkdirSync(taken)
  const previews: Record<string, Preview> = {}
  for (const document of picturedDocuments(pack, order)) {
    const id = basename(document.path, '.pdf')
    const picture = join(taken, basename(previewFile(packId, id)))
    previews[id] = await take(document, join(folder, 'document.pdf'), picture)
    console.log(`${packId}: ${id}, ${previews[id].pages} pages`)
  }
  writeFileSync(
    join(taken, basename(previewIndex(packId))),
    `${JSON.stringify(previews, null, 2)}\n`,
  )
  const kept = dirname(previewIndex(packId))
  rmSync(kept, { recursive: true, force: true })
  cpSync(taken, kept, { recursive: true })
}

async function take(document: PackDocument, pdf: string, picture: string): Promise<Preview> {
  const bytes = await renderDocument(document)
  writeFileSync(pdf, bytes)
  const scale = ['-scale-to-x', String(width), '-scale-to-y', String(height)]
  const target = picture.replace(/\.png$/, '')
  takePicture(['-png', '-singlefile', ...scale, pdf, target])
  const pages = (await PDFDocument.load(bytes)).getPageCount()
  const contents = document.printable.blocks.flatMap((block) =>
    block.type === 'heading' && block.level === 2 ? plain(block.content) : [],
  )
  return { key: document.key, pages, contents, width, height }
}

function takePicture(options: readonly string[]): void {
  try {
    execFileSync('pdftoppm', options)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const how = 'pdftoppm takes the pictures and is absent: apt-get install poppler-utils.'
    throw new Error(how, { cause: error })
  }
}

await main().catch(failWith)
