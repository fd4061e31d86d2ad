import { isNamed } from '../../pack/is-named.ts'

interface Blob {
  readonly key: string
  readonly putAt: Date
}

export interface SealOlderPorts {
  readonly blobs: {
    list(folder: string): AsyncIterable<Blob>
    remove(key: string): Promise<void>
    of(order: string): {
      get(key: string): Promise<Uint8Array | null>
      put(key: string, bytes: Uint8Array): Promise<void>
    }
  }
  readonly releases: {
    /** The orders of which a release is this file. */
    ordersOf(sha256: string): Promise<readonly string[]>
  }
  readonly clock: () => Date
  readonly observe: { sealedOlder(packs: number, removed: number): void }
}

/** Milliseconds after which a pack that no release names will not be published any more. */
const patience = 86_400_000

/**
 * Builds before 0.3.0 kept blobs in clear, without their order in the key. Packs that were sold are sealed
 * by their order's key; pages, which are rendered again to the same bytes, and packs of no order are
 * deleted. One after the other; what is cut off goes on with the next turn.
 */
export function createSealOlder({ blobs, releases, clock, observe }: SealOlderPorts) {
  let isDone = false

  return async (stop: AbortSignal): Promise<void> => {
    if (isDone) return
    const seen = { packs: 0, removed: 0, left: 0 }
    for (const room of ['pages', 'ahead', 'packs'])
      for await (const blob of blobs.list(room)) {
        if (stop.aborted) return
        if (isClear(blob)) seen[await settle(blob)] += 1
      }
    if (seen.packs + seen.removed > 0) observe.sealedOlder(seen.packs, seen.removed)
    // No build that runs beside this one leaves any.
    isDone = Object.values(seen).every((count) => count === 0)
  }

  async function settle({ key, putAt }: Blob): Promise<'packs' | 'removed' | 'left'> {
    const [, sha256] = /^packs\/(.+)\.zip$/.exec(key) ?? []
    const orders = sha256 === undefined ? [] : await releases.ordersOf(sha256)
    const isYoung = clock().getTime() - putAt.getTime() < patience
    if (sha256 !== undefined && orders.length === 0 && isYoung) return 'left'
    let isPack = false
    for (const order of orders) isPack = (await seal(order, key)) || isPack
    await blobs.remove(key)
    return isPack ? 'packs' : 'removed'
  }

  /** Whose key was destroyed wanted nothing kept. @returns whether there is a pack to keep */
  async function seal(order: string, key: string): Promise<boolean> {
    const mine = blobs.of(order)
    const bytes = await mine.get(key)
    if (bytes === null) return false
    await mine.put(key, bytes).catch((error: unknown) => {
      if (!isNamed(error, 'Unreadable')) throw error
    })
    return true
  }
}

/** A sealed one lies in a folder of its order. */
function isClear({ key }: Blob): boolean {
  return key.split('/').length === 2
}
