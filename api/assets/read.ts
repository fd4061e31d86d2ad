import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue } from '../../catalogue/catalogue.ts'
import { previewFile, previewPath, readPreviews } from './previews.ts'

export interface Asset {
  /** `/assets/style.css`; fixed, so a cache must ask again by `etag`. */
  readonly path: string
  readonly type: string
  /** Quoted, as the header wants it. */
  readonly etag: string
  readonly body: Buffer
}

/** One style sheet, in this order: what comes later may change what came before. */
const styles = [
  'colours',
  'text',
  'frame',
  'buttons',
  'catalogue',
  'questionnaire',
  'order',
  'legal',
  'ops',
  'reviews',
  'money',
  'motion-and-print',
]

const types: Readonly<Record<string, string>> = {
  'draft.js': 'text/javascript; charset=utf-8',
  'live.js': 'text/javascript; charset=utf-8',
  'order.js': 'text/javascript; charset=utf-8',
  'review.js': 'text/javascript; charset=utf-8',
  'questionnaire.js': 'text/javascript; charset=utf-8',
  'mark.svg': 'image/svg+xml',
}

/** The files that the pages link to, read once; nothing else in the folder is served. */
export function readAssets(): readonly Asset[] {
  const files = Object.entries(types).map(([file, type]) =>
    assetOf(`/assets/${file}`, type, [join(import.meta.dirname, file)]),
  )
  return [styleSheet(), ...files, ...Object.keys(catalogue).flatMap(pictures)]
}

function styleSheet(): Asset {
  const files = styles.map((name) => join(import.meta.dirname, 'style', `${name}.css`))
  return assetOf('/assets/style.css', 'text/css; charset=utf-8', files)
}

function pictures(pack: string): Asset[] {
  return Object.keys(readPreviews(pack)).map((document) =>
    assetOf(previewPath(pack, document), 'image/png', [previewFile(pack, document)]),
  )
}

function assetOf(path: string, type: string, files: readonly string[]): Asset {
  const body = Buffer.concat(files.map((file) => readFileSync(file)))
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { path, type, etag, body }
}
