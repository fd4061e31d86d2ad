import type { FrozenOrder } from '../pack/order.ts'
import type { Composition } from '../pack/release.ts'
import { own } from './unbuildable.ts'

/** A document as block tree; `key` is a hash of all that its bytes depend on. */
interface Page {
  readonly key: string
  /** Of the file: `pdf`. */
  readonly format: string
}

export interface BoundPack {
  readonly zip: Uint8Array
  /** Of the zip. */
  readonly sha256: string
  readonly bytes: number
  /** Of the manifest inside. */
  readonly manifestSha256: string
}

/**
 * Words to bytes, in a thread of its own. Pure: the same order and composition give the same bytes
 * anywhere, so an error from it is the order's, unless it is of the moment (`isOfMoment`).
 */
export interface Press<Text extends { readonly documents: readonly Page[] }> {
  compose(order: FrozenOrder, composition: Composition, signal?: AbortSignal): Promise<Text>
  render(page: Text['documents'][number], signal?: AbortSignal): Promise<Uint8Array>
  /** Manifest, signature and zip. `pages` holds each document's bytes by key. */
  bind(
    order: FrozenOrder,
    composition: Composition,
    text: Text,
    pages: Readonly<Record<string, Uint8Array>>,
    signal?: AbortSignal,
  ): Promise<BoundPack>
}

export interface Progress {
  /** Called between steps, with what is done; shows that the work is alive. */
  readonly report: (done: string) => void
  readonly signal?: AbortSignal | undefined
}

export type Print = (
  order: FrozenOrder,
  composition: Composition,
  progress: Progress,
) => Promise<BoundPack>

export interface PrintPorts<Text extends { readonly documents: readonly Page[] }> {
  /** Rendered documents, kept by content, so that a later release or a second try finds them. */
  readonly blobs: {
    get(key: string): Promise<Uint8Array | null>
    put(key: string, bytes: Uint8Array): Promise<void>
  }
  readonly press: Press<Text>
}

/** Makes a release's bytes; what was rendered before, for whatever release, is not rendered again. */
export function createPrint<Text extends { readonly documents: readonly Page[] }>({
  blobs,
  press,
}: PrintPorts<Text>): Print {
  return async (order, composition, { report, signal }) => {
    const text = await own(order.id, press.compose(order, composition, signal))
    const pages: Record<string, Uint8Array> = {}
    for (const [index, document] of text.documents.entries()) {
      pages[document.key] = await renderOnce(order, document, signal)
      report(`${index + 1} of ${text.documents.length} documents`)
    }
    return own(order.id, press.bind(order, composition, text, pages, signal))
  }

  async function renderOnce(
    order: FrozenOrder,
    document: Text['documents'][number],
    signal?: AbortSignal,
  ) {
    const key = `pages/${document.key}.${document.format}`
    const kept = await blobs.get(key)
    if (kept) return kept
    const bytes = await own(order.id, press.render(document, signal))
    await blobs.put(key, bytes)
    return bytes
  }
}
