import { hkdfSync, randomBytes } from 'node:crypto'
import { seal, unseal } from '../seal.ts'

/**
 * How a blob is sealed: a head, and chunk after chunk of 64 KiB of the plain bytes, each sealed by
 * itself, so that a part of the blob is opened without the rest. The head (mark, salt, length) is what the
 * blob's own key is derived by, and each chunk is bound to its number: chunks that were
 * changed, exchanged, left out or added do not open.
 */
const mark = Buffer.from('PHB1')
const saltBytes = 32
export const headBytes = mark.length + saltBytes + 8
export const chunkBytes = 65_536
/** Nonce and tag of a sealed chunk. */
const sealBytes = 28

/** The blob is there, and is not what was put: it was changed, cut short, or sealed by another key. */
export class Damaged extends Error {
  override readonly name = 'Damaged'
}

export interface Head {
  /** Of the chunks. */
  readonly key: Uint8Array
  /** Plain bytes. */
  readonly bytes: number
}

/** @param name what the blob is, under whatever folder it lies */
export function sealBlob(orderKey: Uint8Array, name: string, plain: Uint8Array): Buffer {
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(plain.length))
  const head = Buffer.concat([mark, randomBytes(saltBytes), length])
  const { key } = readHead(orderKey, name, head)
  const chunks = Array.from({ length: chunksOf(plain.length) }, (_, n) =>
    seal(key, plain.subarray(n * chunkBytes, (n + 1) * chunkBytes), String(n)),
  )
  return Buffer.concat([head, ...chunks])
}

/** @throws Damaged when it is no head */
export function readHead(orderKey: Uint8Array, name: string, head: Buffer): Head {
  if (head.length < headBytes || !head.subarray(0, mark.length).equals(mark))
    throw new Damaged(`The blob ${name} does not begin as a sealed one.`)
  const key = hkdfSync('sha256', orderKey, head, `packhorse blob ${name}`, 32)
  return { key: Buffer.from(key), bytes: Number(head.readBigUInt64BE(headBytes - 8)) }
}

/** @throws Damaged when it is not what was sealed as this blob's chunk of that number */
export function openChunk({ key }: Head, n: number, sealed: Uint8Array): Buffer {
  const plain = unseal(key, sealed, String(n))
  if (plain === null) throw new Damaged(`Chunk ${n} of a blob was changed, or is another’s.`)
  return plain
}

/** An empty blob has one, too: without it nobody could tell it from one that was cut short. */
export function chunksOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / chunkBytes))
}

/** Where a sealed chunk begins. */
export function offsetOf(n: number): number {
  return headBytes + n * (chunkBytes + sealBytes)
}

/** Of a sealed chunk. */
export function sealedBytesOf({ bytes }: Head, n: number): number {
  return Math.min(chunkBytes, bytes - n * chunkBytes) + sealBytes
}
