import type { FrozenOrder } from '../../pack/order.ts'
import { type Composition, revisionIn } from '../../pack/release.ts'
import { packKey } from './build-release.ts'
import type { Print } from './print-pack.ts'

interface ZipFile {
  readonly sha256: string
  readonly bytes: number
}

export interface RebuildReleasePorts {
  readonly releases: {
    published(order: string): Promise<readonly { version: number; composition: Composition }[]>
    /** In place of the file whose hash is `lost`, if that still stands. @returns what stands */
    rebuilt(order: string, version: number, lost: string, file: ZipFile): Promise<ZipFile>
  }
  readonly orders: {
    /** With the answers of a revision, as it was then. */
    asOf(id: string, revision: number): Promise<FrozenOrder | undefined>
  }
  readonly blobs: { of(order: string): { put(key: string, bytes: Uint8Array): Promise<void> } }
  readonly print: Print
  readonly clock: () => Date
  readonly observe: {
    rebuilt(release: { order: string; version: number; lost: string; sha256: string }): void
  }
}

interface LostRelease {
  readonly version: number
  readonly sha256: string
}

/** Milliseconds between two tries to build a file: what failed takes a thread for seconds, and will again. */
const pause = 60_000

/** The last try came to nothing, with its error as the cause, or was less than a minute ago. */
export class NotRebuilt extends Error {
  override readonly name = 'NotRebuilt'
}

/**
 * @returns the file to download; null while this process builds another
 * @throws NotRebuilt
 */
export type RebuildRelease = (order: FrozenOrder, lost: LostRelease) => Promise<ZipFile | null>

/**
 * Prints a published release anew whose file the storage has lost, from what it was made of. An
 * engine that has changed since may give other bytes; then both hashes are kept. One at a time;
 * whoever comes meanwhile is told to ask again.
 */
export function createRebuildRelease(ports: RebuildReleasePorts): RebuildRelease {
  const { orders, releases, blobs, print, clock, observe } = ports
  let building = false
  /** When a build failed, by the hash of the lost file. */
  const failed = new Map<string, number>()

  return async (order, lost) => {
    const { sha256, version } = lost
    const what = `Release ${version} of ${order.id}`
    if (clock().getTime() - (failed.get(sha256) ?? 0) < pause)
      throw new NotRebuilt(`${what} is lost, and could not be built anew a moment ago.`)
    if (building) return null
    building = true
    try {
      const file = await rebuild(order, lost)
      failed.delete(sha256)
      return file
    } catch (cause) {
      failed.set(sha256, clock().getTime())
      throw new NotRebuilt(`${what} is lost, and could not be built anew.`, { cause })
    } finally {
      building = false
    }
  }

  async function rebuild(order: FrozenOrder, lost: LostRelease) {
    const composition = await compositionOf(order.id, lost.version)
    const answered = (await orders.asOf(order.id, revisionIn(composition))) ?? order
    const { zip, sha256, bytes } = await print(answered, composition, { report: () => {} })
    await blobs.of(order.id).put(packKey(sha256), zip)
    const stands = await standing(order.id, lost, { sha256, bytes })
    const { version } = lost
    observe.rebuilt({ order: order.id, version, lost: lost.sha256, sha256: stands.sha256 })
    return stands
  }

  /** Nothing is to be recorded of bytes that are what they were. */
  async function standing(order: string, lost: LostRelease, file: ZipFile): Promise<ZipFile> {
    if (file.sha256 === lost.sha256) return file
    return releases.rebuilt(order, lost.version, lost.sha256, file)
  }

  async function compositionOf(order: string, version: number): Promise<Composition> {
    const release = (await releases.published(order)).find((one) => one.version === version)
    if (release === undefined) throw new Error(`Order ${order} has no release ${version}.`)
    return release.composition
  }
}
