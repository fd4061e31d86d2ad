import { revisionOf } from '../../pack/correction.ts'
import type { Template } from '../../pack/letter.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'

interface Version {
  readonly version: number
  /** ISO 8601, UTC. */
  readonly publishedAt: string
  /** SHA-256 of the zip, hex. */
  readonly publishedSha256: string
}

interface Downloaded {
  readonly version: number
  /** ISO 8601, UTC. */
  readonly at: string
  readonly network: string
}

interface SentLetter {
  readonly template: Template
  /** ISO 8601, UTC. */
  readonly at: string
}

export interface CopyPorts {
  readonly orders: {
    /** The order with the answers of a revision. */
    asOf(id: string, revision: number): Promise<StoredOrder | undefined>
  }
  /** Newest first. */
  readonly releases: { files(order: string): Promise<readonly Version[]> }
  /** Oldest first. */
  readonly downloads: { ofOrder(order: string, limit: number): Promise<readonly Downloaded[]> }
  /** Oldest first. */
  readonly letters: { sentOf(order: string): Promise<readonly SentLetter[]> }
}

/** More than anybody takes of one pack. */
const mostDownloads = 10_000

/**
 * What is stored of an order and says something of its customer (GDPR, Articles 15 and 20), for programs. What
 * was written for it stands in its packs.
 */
export function createCopyOrder({ orders, releases, downloads, letters }: CopyPorts) {
  return async (order: StoredOrder) => {
    const { id, pack, tier, state, email, currency, amount, consent } = order
    const { frozenAt, paidAt, amountPaid, payment, corrections = [] } = order
    const files = await releases.files(id)
    // What the payment cost us says nothing of its customer.
    const { fees: _, ...paid } = payment ?? {}
    return {
      order: id,
      pack,
      tier,
      state,
      email,
      currency,
      amount,
      orderedAt: frozenAt,
      agreedTo: consent,
      paidAt,
      amountPaid,
      payment: payment && paid,
      answers: await answersOf(order),
      corrections,
      versions: files.map(({ version, publishedAt, publishedSha256 }) => ({
        version,
        publishedAt,
        sha256: publishedSha256,
      })),
      downloads: await downloads.ofOrder(id, mostDownloads),
      letters: (await letters.sentOf(id)).map(({ template, at }) => ({ template, at })),
    }
  }

  /** As they were paid for, and as each correction left them. */
  async function answersOf(order: StoredOrder) {
    const all = []
    for (let revision = 1; revision <= revisionOf(order); revision += 1)
      all.push({ revision, answers: (await orders.asOf(order.id, revision))?.answers })
    return all
  }
}

export type CopyOrder = ReturnType<typeof createCopyOrder>
