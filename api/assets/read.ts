import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

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
  return Object.entries(types).map(([file, type]) => {
    const body = readFileSync(join(import.meta.dirname, file))
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    return { path: `/assets/${file}`, type, etag, body }
  })
}
