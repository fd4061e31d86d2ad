import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { keyIdOf, seal, unseal } from './seal.ts'

export type Vault = ReturnType<typeof createVault>

/**
 * What is kept of an order under the order's own key, which is kept wrapped by `DATA_KEY`: without
 * the order's key nothing of it can be read, wherever copies lie. What is nobody's is kept under
 * `DATA_KEY` itself, and what is looked up is known by a keyed hash.
 *
 * @param dataKeys base64 of 32 bytes each, newest first: the newest seals, each opens
 */
export function createVault(dataKeys: readonly string[]) {
  const [newest, ...older] = dataKeys.map(dataKeyOf)
  if (newest === undefined) throw new Error('A vault without a key.')
  const outer = [newest, ...older]

  function unwrap(order: string, wrapped: Uint8Array | null): Buffer {
    if (wrapped === null)
      throw new Unreadable(`The key of ${order} was destroyed, and with it all that it sealed.`)
    for (const { wrapping } of outer) {
      const inner = unseal(wrapping, wrapped, order)
      if (inner !== null) return inner
    }
    throw new Unreadable(
      `The key of ${order} does not open by any DATA_KEY; put the one back that it was made under, behind the new one and a comma.`,
    )
  }

  return {
    /** Ids of the keys in `DATA_KEY`, eight hexadecimal digits each; the first one seals. */
    keyIds: [newest.id, ...older.map(({ id }) => id)] as [string, ...string[]],

    /** A new key for an order, wrapped. */
    newKey: (order: string): Uint8Array => seal(newest.wrapping, randomBytes(32), order),

    /** The order's key, wrapped by the newest `DATA_KEY`. @throws Unreadable */
    rewrap: (order: string, wrapped: Uint8Array): Uint8Array =>
      seal(newest.wrapping, unwrap(order, wrapped), order),

    /** The order's key itself, for what is too long for one value; null: it was destroyed. @throws Unreadable */
    unwrap,

    /**
     * @param wrapped the order's key
     * @param bound of the order, what the value belongs to
     * @param value JSON
     * @throws Unreadable when the order's key does not open
     */
    close: (order: string, wrapped: Uint8Array, bound: string, value: unknown): Uint8Array =>
      seal(unwrap(order, wrapped), packed(value), bound),

    /** @throws Unreadable when the order's key does not open, or does not open this */
    open(order: string, wrapped: Uint8Array, bound: string, sealed: Uint8Array): unknown {
      const plain = unseal(unwrap(order, wrapped), sealed, bound)
      if (plain !== null) return unpacked(plain)
      throw new Unreadable(
        `What is kept of ${order} under ${bound} was changed, or sealed by another key.`,
      )
    },

    /** Of what belongs to no order. */
    closeShared: (bound: string, value: unknown): Uint8Array =>
      Buffer.concat([Buffer.from(newest.id, 'hex'), seal(newest.sharing, packed(value), bound)]),

    /** @returns undefined when no `DATA_KEY` opens it: then it is as good as gone */
    openShared(bound: string, sealed: Uint8Array): unknown {
      const id = Buffer.from(sealed.subarray(0, idBytes)).toString('hex')
      const key = outer.find((one) => one.id === id)
      const plain = key && unseal(key.sharing, sealed.subarray(idBytes), bound)
      return plain ? unpacked(plain) : undefined
    },

    /** Keyed hashes by which a text is looked up and not read, one for each `DATA_KEY`, newest first. */
    fingerprints: (text: string): [string, ...string[]] => [
      fingerprint(newest, text),
      ...older.map((key) => fingerprint(key, text)),
    ],
  }
}

export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

const idBytes = 4

/** One key does one thing: what seals values never hashes texts, and what wraps keys does neither. */
function dataKeyOf(base64: string) {
  const wrapping = Buffer.from(base64, 'base64')
  const derived = (use: string) => Buffer.from(hkdfSync('sha256', wrapping, '', use, 32))
  return {
    id: keyIdOf(wrapping),
    wrapping,
    sharing: derived('packhorse shared values'),
    hashing: derived('packhorse fingerprints'),
  }
}

function fingerprint({ hashing }: ReturnType<typeof dataKeyOf>, text: string): string {
  return createHmac('sha256', hashing).update(text).digest('base64url')
}

const packed = (value: unknown) => deflateRawSync(JSON.stringify(value))
const unpacked = (plain: Uint8Array): unknown => JSON.parse(inflateRawSync(plain).toString())
