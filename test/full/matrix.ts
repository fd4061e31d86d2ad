import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Format } from '../../documents/format.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder with the run's packs and documents, its `matrix.json` and the public `key.pem`. */
    matrix: string
  }
}

/** A pack of a firm. */
export interface Pack {
  readonly firm: string
  /** `full-v2`. */
  readonly name: string
  /** The zip. */
  readonly file: string
  /** The zip's top folder. */
  readonly top: string
  readonly print: readonly string[]
}

/** A document; packs of a firm that hold the very same share it. */
export interface Document {
  readonly firm: string
  readonly format: Format
  /** Named after the firm and the first pack that holds it. */
  readonly file: string
  readonly title: string
  /** What its cover states. */
  readonly facts: readonly string[]
  /** Names and values. */
  readonly fields: readonly (readonly [string, string])[]
}

export interface Matrix {
  readonly packs: readonly Pack[]
  readonly documents: readonly Document[]
}

/** Where the run's files lie; tests write below it, into folders of their own. */
export const folder = inject('matrix')

export const matrix: Matrix = JSON.parse(readFileSync(join(folder, 'matrix.json'), 'utf8'))

export function documentsOf(firm: string, format: Format): readonly Document[] {
  return matrix.documents.filter((it) => it.firm === firm && it.format === format)
}
