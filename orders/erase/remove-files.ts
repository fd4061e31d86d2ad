import { backOff } from '../back-off.ts'
import { packKey } from '../release/build-release.ts'

interface File {
  readonly sha256: string
  readonly publishedSha256: string
}

export interface RemoveFilesPorts {
  readonly erasures: {
    /** Takes up to `limit` erased orders that may have files. */
    claimFiles(
      limit: number,
    ): Promise<readonly { readonly order: string; readonly tries: number }[]>
    filesLater(order: string, seconds: number): Promise<void>
    filesGone(order: string): Promise<void>
  }
  readonly releases: { files(order: string): Promise<readonly File[]> }
  readonly blobs: {
    remove(key: string): Promise<void>
    /** What is kept of an order, each kind in a folder of its own. */
    of(order: string): { removeAll(): Promise<number> }
  }
  /** Of a trial, where they are files of ours. */
  readonly letters: { remove(order: string): Promise<void> }
  readonly observe: { filesNotRemoved(order: string, error: unknown): void }
}

const batch = 20

/** Seconds after which it is done once more: who built a release at that moment may have put it since. */
const again = 600
const pauseAfter = (tries: number) => backOff(tries, 60, 3_600)

/**
 * Removes the files of erased orders, twice; where the storage is away, until it is back. Letters of a trial go the second
 * time, so that the last one can be read.
 *
 * @returns whether there may be more
 */
export function createRemoveFiles(ports: RemoveFilesPorts) {
  const { erasures, releases, blobs, letters, observe } = ports
  return async (stop: AbortSignal): Promise<boolean> => {
    const due = await erasures.claimFiles(batch)
    for (const { order, tries } of due) {
      if (stop.aborted) return false
      await remove(order, tries).catch(async (error: unknown) => {
        await erasures.filesLater(order, pauseAfter(tries))
        observe.filesNotRemoved(order, error)
      })
    }
    return due.length === batch
  }

  async function remove(order: string, tries: number): Promise<void> {
    for (const { sha256, publishedSha256 } of await releases.files(order))
      for (const hash of new Set([sha256, publishedSha256])) await blobs.remove(packKey(hash))
    await blobs.of(order).removeAll()
    if (tries === 1) return erasures.filesLater(order, again)
    await letters.remove(order)
    await erasures.filesGone(order)
  }
}
