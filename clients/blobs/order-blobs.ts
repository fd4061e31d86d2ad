import { createHash } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Vault } from '../vault.ts'
import type { Blobs, ByteRange } from './blobs.ts'
import { createOpening, openWhole, sealedRange } from './opening.ts'
import { Damaged, headBytes, readHead, sealBlob } from './sealed-format.ts'

/** What is kept of one order, under keys such as `pages/<hash>.pdf`; sealed by the order's key. */
export interface KeptBlobs extends Pick<Blobs, 'get' | 'has' | 'put' | 'read' | 'move' | 'remove'> {
  /** How many are kept of it, whatever they are. */
  count(): Promise<number>
  /** All that is kept of it. @returns how many */
  removeAll(): Promise<number>
}

export type OrderBlobs = Blobs & { of(order: string): KeptBlobs }

interface OrderBlobsParts {
  readonly store: Blobs
  readonly keys: {
    /** The order's key, wrapped; null when it was destroyed. */
    wrapped(order: string): Promise<Uint8Array | null>
  }
  readonly vault: Pick<Vault, 'unwrap'>
  readonly observe: {
    /** It counts as missing, and is made again by whoever needs it. */
    damaged(order: string, key: string): void
  }
}

/** Folders in which each order has one of its own. */
const rooms = ['pages', 'packs', 'ahead']

/**
 * Blobs of orders, each sealed by its order's key. With that key destroyed they are bytes that nobody
 * can read: asking for one rejects with `Unreadable`. One that is not what was put counts as missing, and
 * goes when a download meets it: whatever is kept of an order can be made again from it. Builds before 0.3.0
 * kept packs in clear under the key itself: one that is what its name says is read until `upkeep` has sealed it.
 */
export function createOrderBlobs({ store, keys, vault, observe }: OrderBlobsParts): OrderBlobs {
  return { ...store, of }

  function of(order: string): KeptBlobs {
    let orderKey: Promise<Uint8Array> | undefined
    const unwrapped = () =>
      (orderKey ??= keys.wrapped(order).then((wrapped) => vault.unwrap(order, wrapped)))
    const place = (key: string) => placeOf(order, key)

    const whole = async (key: string, sealed: Buffer) => {
      const known = await unwrapped()
      return openWhole((head) => readHead(known, nameOf(key), head), sealed)
    }
    function tell(key: string, error: unknown): null {
      if (!(error instanceof Damaged)) throw error
      observe.damaged(order, place(key))
      return null
    }

    async function drop(key: string, error: unknown): Promise<null> {
      tell(key, error)
      await store.remove(place(key))
      return null
    }

    return {
      async get(key) {
        const sealed = await store.get(place(key))
        if (sealed === null) return inClear(store, key)
        // An audit reads packs, and removes nothing; a page that stayed would be in the way of the next one.
        const met = key.startsWith('packs/') ? tell : drop
        return whole(key, sealed).catch((error) => met(key, error))
      },
      has: async (key) => (await store.has(place(key))) || (await inClear(store, key)) !== null,
      put: async (key, bytes) =>
        store.put(place(key), sealBlob(await unwrapped(), nameOf(key), bytes)),
      async read(key, range) {
        const sealed = opened(store, place(key), await unwrapped(), nameOf(key), range)
        const plain = await sealed.catch((error) => drop(key, error))
        // Whoever reads it has an error, and asks again; it is made anew then.
        plain?.once('error', (error) => void drop(key, error).catch(() => {}))
        if (plain !== null) return plain
        const all = await inClear(store, key)
        return all && Readable.from([range ? all.subarray(range.start, range.end + 1) : all])
      },
      move: (from, to) => store.move(place(from), place(to)),
      remove: (key) => store.remove(place(key)),
      count: () => countOf(store, order),
      async removeAll() {
        let gone = 0
        for (const room of rooms) gone += await store.removeAll(`${room}/${order}`)
        return gone
      },
    }
  }
}

async function countOf(store: Blobs, order: string): Promise<number> {
  let kept = 0
  for (const room of rooms) for await (const _ of store.list(`${room}/${order}`)) kept += 1
  return kept
}

/** The plain bytes of a sealed blob, as they come; null when there is none. */
async function opened(
  store: Blobs,
  place: string,
  orderKey: Uint8Array,
  name: string,
  range?: ByteRange,
): Promise<Readable | null> {
  const headOf = (head: Buffer) => readHead(orderKey, name, head)
  const sealed = range && sealedRange(range)
  // What begins with the first chunk is read with the head, by one request.
  if (!sealed || sealed.start === headBytes) {
    const all = await store.read(place, sealed && { start: 0, end: sealed.end })
    return all && pipeline(all, createOpening(headOf, range), ended)
  }
  const head = await store.read(place, { start: 0, end: headBytes - 1 })
  if (head === null) return null
  const known = headOf(await buffer(head))
  const part = await store.read(place, sealed)
  return part && pipeline(part, createOpening(known, range), ended)
}

/** Whatever else lies there was put by nobody of ours, who seals; of pages nothing would show it. */
async function inClear(store: Blobs, key: string): Promise<Buffer | null> {
  const [, sha256] = /^packs\/([0-9a-f]{64})\.zip$/.exec(key) ?? []
  const bytes = sha256 === undefined ? null : await store.get(key)
  return bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256
    ? bytes
    : null
}

/** An error is the reader's, who has the last stream; giving that up closes the first. */
const ended = () => {}

/** A document keeps its name when it is paid for and moves. */
const nameOf = (key: string) => key.slice(key.indexOf('/') + 1)

function placeOf(order: string, key: string): string {
  const room = key.slice(0, key.indexOf('/'))
  return `${room}/${order}/${nameOf(key)}`
}
