import { Transform, type TransformCallback } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { ByteRange } from './blobs.ts'
import {
  chunkBytes,
  chunksOf,
  Damaged,
  type Head,
  headBytes,
  offsetOf,
  openChunk,
  sealedBytesOf,
} from './sealed-format.ts'

/** The sealed bytes after the head that hold a range of the plain ones. */
export function sealedRange({ start, end }: ByteRange): ByteRange {
  return { start: offsetOf(chunkOf(start)), end: offsetOf(chunkOf(end) + 1) - 1 }
}

const chunkOf = (offset: number) => Math.floor(offset / chunkBytes)

/** @throws Damaged */
export async function openWhole(readHead: (head: Buffer) => Head, sealed: Buffer): Promise<Buffer> {
  const opening = createOpening(readHead)
  opening.end(sealed)
  return buffer(opening)
}

/**
 * Sealed bytes in, plain ones out, chunk by chunk. Ends with `Damaged` when a chunk does not open or bytes
 * are missing, so nobody takes the beginning of a blob for all of it.
 *
 * @param head what was read of the head before, for a range; else how it is read, where it goes before the chunks
 * @param range of the plain bytes, with sealed ones by `sealedRange`; all when left out
 */
export function createOpening(
  head: Head | ((bytes: Buffer) => Head),
  range: ByteRange = { start: 0, end: Number.POSITIVE_INFINITY },
): Transform {
  let known = typeof head === 'function' ? null : head
  let rest: Buffer = Buffer.alloc(0)
  let next = chunkOf(range.start)

  /** Of what has come, what can be opened. */
  function* opened(): Generator<Buffer> {
    if (known === null && typeof head === 'function' && rest.length >= headBytes) {
      known = head(rest.subarray(0, headBytes))
      rest = rest.subarray(headBytes)
    }
    if (known === null) return
    while (next < endOf(known)) {
      const size = sealedBytesOf(known, next)
      if (rest.length < size) return
      yield within(openChunk(known, next, rest.subarray(0, size)), next * chunkBytes)
      rest = rest.subarray(size)
      next += 1
    }
  }

  const endOf = ({ bytes }: Head) => Math.min(chunksOf(bytes), chunkOf(range.end) + 1)

  const within = (plain: Buffer, offset: number) =>
    plain.subarray(Math.max(0, range.start - offset), range.end + 1 - offset)

  return new Transform({
    transform(bytes: Buffer, _, done: TransformCallback) {
      rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
      settle(done, () => {
        for (const plain of opened()) this.push(plain)
      })
    },
    flush(done: TransformCallback) {
      settle(done, () => {
        if (known === null || next < endOf(known)) throw new Damaged('A blob was cut short.')
        if (rest.length > 0) throw new Damaged('A blob goes on behind its end.')
      })
    },
  })
}

function settle(done: TransformCallback, act: () => void): void {
  try {
    act()
    done()
  } catch (error) {
    done(error as Error)
  }
}
