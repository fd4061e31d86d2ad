import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Blobs } from '../../clients/blobs/blobs.ts'
import { createFileBlobs } from '../../clients/blobs/files.ts'
import { createOrderBlobs } from '../../clients/blobs/order-blobs.ts'
import { createVault } from '../../clients/vault.ts'

const folder = mkdtempSync(join(tmpdir(), 'packhorse-sealed-'))
afterAll(() => rmSync(folder, { recursive: true }))

const vault = createVault([randomBytes(32).toString('base64')])

/** Blobs of orders of which each has a key, on files of a folder of their own. */
export function house(over: (store: Blobs) => Blobs = (store) => store) {
  const root = mkdtempSync(join(folder, 'house-'))
  const store = createFileBlobs(root)
  const wrapped = new Map<string, Uint8Array>()
  const damaged: string[] = []
  const keyOf = (order: string) => {
    if (!wrapped.has(order)) wrapped.set(order, vault.newKey(order))
    return wrapped.get(order)!
  }
  const blobs = createOrderBlobs({
    store: over(store),
    keys: { wrapped: async (order) => (destroyed.has(order) ? null : keyOf(order)) },
    vault,
    observe: { damaged: (_, key) => void damaged.push(key) },
  })
  const destroyed = new Set<string>()
  const fileOf = (order: string, name: string) => join(root, 'packs', order, name)
  return { blobs, store, damaged, destroyed, fileOf }
}
