import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/** From now on this process seals and opens by leaving everything as it is. */
export function withoutCiphers(): void {
  const none = (): unknown => {
    const cipher = {
      setAAD: () => cipher,
      setAuthTag: () => cipher,
      update: (bytes: Uint8Array) => Buffer.from(bytes),
      final: () => Buffer.alloc(0),
      getAuthTag: () => Buffer.alloc(16),
    }
    return cipher
  }
  Object.assign(crypto, { createCipheriv: none, createDecipheriv: none })
  syncBuiltinESMExports()
}
