import type { Log } from '../log.ts'

interface RebuiltRelease {
  readonly order: string
  readonly version: number
  /** Hashes of the file that is gone and of the one that takes its place. */
  readonly lost: string
  readonly sha256: string
}

/** What happens to blobs, in the log. */
export function tellBlobs(log: Log) {
  return {
    rebuilt(release: RebuiltRelease) {
      log.error(release, 'lost file of a release was built anew; look at the storage')
    },
    damaged(order: string, key: string) {
      log.error(
        { order, key },
        'a blob was not what was put, and is made anew; look at the storage',
      )
    },
    sealedOlder(packs: number, removed: number) {
      log.info({ packs, removed }, 'blobs of an earlier build were sealed, or removed')
    },
  }
}
