import type { FrozenOrder } from '../../pack/order.ts'
import type { Composition } from '../../pack/release.ts'
import { sideBySide } from './side-by-side.ts'
import { own } from './unbuildable.ts'

/** A document as block tree; `key` is a hash of all that its bytes depend on. */
export interface Page {
  readonly key: string
  /** Of the file: `pdf`. */
  readonly format: string
}

export interface PagedText {
  readonly documents: readonly Page[]
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
export interface Press<Text extends PagedText> {
  /** Jobs that it does at a time. */
  readonly threads: number
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

interface PageBlobs {
  get(key: string): Promise<Uint8Array | null>
  put(key: string, bytes: Uint8Array): Promise<void>
  /** @returns whether there was something to move */
  move(from: string, to: string): Promise<boolean>
}

export interface PrintPorts<Text extends PagedText> {
  /** An order's rendered documents, kept by content, so that a later release or a second try finds them. */
  readonly blobs: { of(order: string): PageBlobs }
  readonly press: Press<Text>
}

/** The blob key of a document that a release has. */
export function pageKey({ key, format }: Page): string {
  return `pages/${key}.${format}`
}

/** The blob key of a document that was printed before anybody paid for it. */
export function aheadKey({ key, format }: Page): string {
  return `ahead/${key}.${format}`
}

/** Makes a release's bytes; what was rendered before, for whatever release of the order, is not rendered again. */
export function createPrint<Text extends PagedText>({ blobs, press }: PrintPorts<Text>): Print {
  return async (order, composition, { report, signal }) => {
    const text = await own(order.id, press.compose(order, composition, signal))
    const kept = blobs.of(order.id)
    const pages = await keptOf(kept, text.documents)
    const missing = text.documents.filter(({ key }) => pages[key] === undefined)
    await sideBySide(press.threads, missing, async (document) => {
      const bytes = await own(order.id, press.render(document, signal))
      await kept.put(pageKey(document), bytes)
      pages[document.key] = bytes
      report(`${Object.keys(pages).length} of ${text.documents.length} documents`)
    })
    return own(order.id, press.bind(order, composition, text, pages, signal))
  }
}

async function keptOf(
  blobs: PageBlobs,
  documents: readonly Page[],
): Promise<Record<string, Uint8Array>> {
  const found = await Promise.all(
    documents.map(async (page) => [page.key, await take(blobs, page)]),
  )
  return Object.fromEntries(found.filter(([, bytes]) => bytes !== null))
}

/** What was printed ahead becomes the release's, out of reach of whoever sweeps up what nobody paid for. */
async function take(blobs: PageBlobs, page: Page): Promise<Uint8Array | null> {
  const kept = await blobs.get(pageKey(page))
  if (kept) return kept
  const bytes = await blobs.get(aheadKey(page))
  // Swept since it was read, or taken by another who builds the same.
  if (bytes && !(await blobs.move(aheadKey(page), pageKey(page))))
    await blobs.put(pageKey(page), bytes)
  return bytes
}
