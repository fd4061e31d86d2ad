import { randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { seal, unseal } from './seal.ts'

export type Vault = ReturnType<typeof createVault>

/**
 * What is kept of an order under the order's own key, which is kept wrapped by `DATA_KEY`: without
 * the order's key nothing of it can be read, wherever copies lie.
 *
 * @param dataKeys base64 of 32 bytes each, newest first: the newest wraps, each unwraps
 */
export function createVault(dataKeys: readonly string[]) {
  const outer = dataKeys.map((key) => Buffer.from(key, 'base64'))
  const [newest = Buffer.alloc(0)] = outer

  function unwrap(order: string, wrapped: Uint8Array): Buffer {
    for (const key of outer) {
      const inner = unseal(key, wrapped, order)
      if (inner !== null) return inner
    }
    throw new Unreadable(
      `The key of ${order} does not open by any DATA_KEY; put the one back that it was made under, behind the new one and a comma.`,
    )
  }

  return {
    /** A new key for an order, wrapped. */
    newKey: (order: string): Uint8Array => seal(newest, randomBytes(32), order),

    /**
     * @param wrapped the order's key
     * @param bound of the order, what the value belongs to
     * @param value JSON
     * @throws Unreadable when the order's key does not open
     */
    close(order: string, wrapped: Uint8Array, bound: string, value: unknown): Uint8Array {
      const plain = deflateRawSync(JSON.stringify(value))
      return seal(unwrap(order, wrapped), plain, bound)
    },

    /** @throws Unreadable when the order's key does not open, or does not open this */
    open(order: string, wrapped: Uint8Array, bound: string, sealed: Uint8Array): unknown {
      const plain = unseal(unwrap(order, wrapped), sealed, bound)
      if (plain !== null) return JSON.parse(inflateRawSync(plain).toString())
      throw new Unreadable(
        `What is kept of ${order} under ${bound} was changed, or sealed by another key.`,
      )
    },
  }
}

export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}
