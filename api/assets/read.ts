import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue } from '../../pack/catalogue.ts'
import { previewFile, previewPath, readPreviews } from './previews.ts'

export interface Asset {
  /** `/assets/style.css`; fixed, so a cache must ask again by `etag`. */
  readonly path: string
  readonly type: string
  /** Quoted, as the header wants it. */
  readonly etag: string
  readonly body: Buffer
}

const types: Readonly<Record<string, string>> = {
  'style.css': 'text/css; charset=utf-8',
  'order.js': 'text/javascript; charset=utf-8',
  'questionnaire.js': 'text/javascript; charset=utf-8',
  'mark.svg': 'image/svg+xml',
}

/** The files that the pages link to, read once; nothing else in the folder is served. */
export function readAssets(): readonly Asset[] {
  const files = Object.entries(types).map(([file, type]) =>
    assetOf(`/assets/${file}`, type, join(import.meta.dirname, file)),
  )
  return [...files, ...Object.keys(catalogue).flatMap(pictures)]
}

function pictures(pack: string): Asset[] {
  return Object.keys(readPreviews(pack)).map((document) =>
    assetOf(previewPath(pack, document), 'image/png', previewFile(pack, document)),
  )
}

function assetOf(path: string, type: string, file: string): Asset {
  const body = readFileSync(file)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { path, type, etag, body }
}
