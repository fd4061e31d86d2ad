import { randomBytes } from 'node:crypto'
import { gdpr } from '../catalogue/gdpr.ts'
import { bindPack } from '../documents/bundle/bind.ts'
import { composePack, type PackText } from '../documents/compose/compose.ts'
import type { PackDocument } from '../documents/compose/files.ts'
import { renderDocument } from '../documents/render.ts'
import { sectionsOf } from '../orders/release/sections.ts'
import type { FrozenOrder } from '../pack/order.ts'
import { type Composition, composeRelease } from '../pack/release.ts'
import { writtenOutcomes } from './sample-order.ts'

const seed = randomBytes(32).toString('base64')

/** Milliseconds of CPU, all threads of the process together. */
export interface Timed<T> {
  readonly result: T
  readonly ms: number
}

export async function cpu<T>(work: () => T | Promise<T>): Promise<Timed<T>> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return { result, ms: (user + system) / 1_000 }
}

/** v1, with nothing written yet. */
export function firstRelease(order: FrozenOrder): Composition {
  return composeRelease(1, order, sectionsOf(order, []))
}

/** v2, with every section written. */
export function secondRelease(order: FrozenOrder): Composition {
  const written = sectionsOf(order, writtenOutcomes(order))
  return composeRelease(2, order, written, { sections: sectionsOf(order, []) })
}

export function compose(order: FrozenOrder, release: Composition): PackText {
  return composePack(gdpr, order, release)
}

export type Rendered = Record<string, Uint8Array>

/** As when a release is built: what has a known key is not rendered again. @returns how many were */
export async function renderNew(
  documents: readonly PackDocument[],
  rendered: Rendered,
): Promise<number> {
  const missing = documents.filter(({ key }) => rendered[key] === undefined)
  for (const document of missing) rendered[document.key] = await renderDocument(document)
  return missing.length
}

export function bind(order: FrozenOrder, text: PackText, rendered: Rendered) {
  return bindPack(gdpr, order, firstRelease(order), text, rendered, seed)
}

/** The same pack without its Word and Excel files. */
export function withPdfsAlone(text: PackText): PackText {
  return { ...text, documents: text.documents.filter(({ format }) => format === 'pdf') }
}

/** A text of so many PDFs, those of the pack again and again. */
export function withPdfs(text: PackText, count: number): PackText {
  const pdfs = withPdfsAlone(text).documents
  const documents = Array.from({ length: count }, (_, index): PackDocument => {
    const document = pdfs[index % pdfs.length]
    if (document === undefined) throw new Error('The pack has no PDF.')
    return { ...document, key: `${document.key}-${index}`, path: `${index}-${document.path}` }
  })
  return { ...text, documents }
}
