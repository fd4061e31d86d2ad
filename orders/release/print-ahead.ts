import type { StoredOrder } from '../../pack/stored-order.ts'
import { aheadKey, type Page, type PagedText, type Press, pageKey } from './print-pack.ts'
import { firstComposition } from './sections.ts'

interface PageBlobs {
  has(key: string): Promise<boolean>
  put(key: string, bytes: Uint8Array): Promise<void>
}

export interface PrintAheadPorts<Text extends PagedText> {
  readonly orders: { byId(id: string): Promise<StoredOrder | undefined> }
  readonly blobs: {
    of(order: string): PageBlobs
    /** Deletes the oldest under a folder until at most so many bytes are left. */
    trim(folder: string, bytes: number): Promise<number>
  }
  readonly press: Pick<Press<Text>, 'compose' | 'render'>
  /** Nothing that somebody has paid for is being printed here. */
  readonly isIdle: () => boolean
  readonly observe: { printedAhead(result: 'printed' | 'dropped'): void }
}

/** Orders that wait their turn. Whoever comes after them has the pack printed once it is paid. */
const mostWaiting = 32

/** Bytes of what nobody has paid for yet: some fifty packs. */
const room = 256 * 2 ** 20

/** Bytes between two looks at how much there is. */
const step = room / 8

/**
 * Prints v1's documents while the customer is on Stripe's page, so that payment only binds and signs
 * them. Whatever of it is dropped, swept or lost is printed after the payment instead.
 */
export function createPrintAhead<Text extends PagedText>(ports: PrintAheadPorts<Text>) {
  const { orders, blobs, press, isIdle, observe } = ports
  const waiting = new Set<string>()
  // Of what an earlier process has left nothing is known.
  let sinceTrim = step

  /** Takes note of the order, while there is a place. */
  function soon(order: string): void {
    if (waiting.size < mostWaiting) waiting.add(order)
    else if (!waiting.has(order)) observe.printedAhead('dropped')
  }

  /** Prints for the order that waits longest. @returns whether there may be more to do at once */
  async function turn(stop: AbortSignal): Promise<boolean> {
    const [id] = waiting
    if (id === undefined || !isIdle()) return false
    waiting.delete(id)
    const order = await orders.byId(id)
    if (order?.state !== 'awaiting-payment') return true
    if (await print(order, stop)) observe.printedAhead('printed')
    else waiting.add(id)
    return true
  }

  /** @returns false when it was cut short: by something that is paid for, or the end of the process */
  async function print(order: StoredOrder, stop: AbortSignal): Promise<boolean> {
    const { documents } = await press.compose(order, firstComposition(order))
    const kept = blobs.of(order.id)
    for (const document of documents) {
      if (await isThere(kept, document)) continue
      if (stop.aborted || !isIdle()) return false
      await keep(kept, document, await press.render(document))
    }
    return true
  }

  async function keep(kept: PageBlobs, page: Page, bytes: Uint8Array) {
    if (sinceTrim >= step) {
      await blobs.trim('ahead', room - step)
      sinceTrim = 0
    }
    await kept.put(aheadKey(page), bytes)
    sinceTrim += bytes.length
  }

  return { soon, turn }
}

async function isThere(kept: PageBlobs, page: Page): Promise<boolean> {
  return (await kept.has(pageKey(page))) || kept.has(aheadKey(page))
}
