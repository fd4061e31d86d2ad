import { isEntitled } from '../../pack/order.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'
import { packKey } from '../release/build-release.ts'
import { NotRebuilt, type RebuildRelease } from '../release/rebuild-release.ts'
import { NotApplicable } from './not-applicable.ts'

export interface RebuildPacksPorts {
  readonly orders: { byId(id: string): Promise<StoredOrder | undefined> }
  readonly releases: {
    /** Those that can be downloaded. */
    files(order: string): Promise<readonly { version: number; sha256: string }[]>
  }
  readonly blobs: {
    of(order: string): {
      /** Null: it is missing, or not what was put. */
      get(key: string): Promise<Uint8Array | null>
      remove(key: string): Promise<void>
    }
  }
  readonly rebuild: RebuildRelease
}

/**
 * Reads each published version of a pack, and builds anew those that the storage has lost or damaged.
 * Customers need not ask: a download does the same for the version that it wants.
 *
 * @returns what became of it
 * @throws UnknownOrder, NotApplicable, NotRebuilt
 */
export function createRebuildPacks({ orders, releases, blobs, rebuild }: RebuildPacksPorts) {
  return async (id: string): Promise<string> => {
    const order = await knownOrder(orders, id)
    const files = isEntitled(order.state) ? await releases.files(id) : []
    if (files.length === 0)
      throw new NotApplicable(
        `${id} is ${order.state} and has no version to download, so there is nothing to build anew.`,
      )
    const anew: string[] = []
    for (const { version, sha256 } of files.toReversed()) {
      const key = packKey(sha256)
      if ((await blobs.of(id).get(key)) !== null) continue
      await blobs.of(id).remove(key)
      if ((await rebuild(order, { version, sha256 })) === null)
        throw new NotRebuilt(
          `Another pack is being built anew at this moment, so version ${version} of ${id} was not.`,
        )
      anew.push(String(version))
    }
    if (anew.length === 0)
      return files.length === 1 ? 'its file is whole' : `its ${files.length} files are whole`
    return `built anew: version ${anew.join(', ')}`
  }
}
