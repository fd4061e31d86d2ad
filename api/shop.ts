import type { Readable } from 'node:stream'
import type { Readiness } from '../clients/probes.ts'
import type { createCheckout } from '../orders/checkout/checkout.ts'
import type { Examine } from '../orders/checkout/examine.ts'
import type { Correct } from '../orders/correct/correct.ts'
import type { Correctable } from '../orders/correct/correctable.ts'
import type { SignedCertificate } from '../orders/erase/certificate.ts'
import type { Links } from '../orders/link.ts'
import type { Fulfil } from '../orders/money/fulfil.ts'
import type { CopyOrder } from '../orders/page/copy-order.ts'
import type { Follow } from '../orders/page/follow.ts'
import type { RebuildRelease } from '../orders/release/rebuild-release.ts'
import type { Rescue } from '../orders/release/rescue.ts'
import type { Erasure, ErasureObstacle } from '../pack/erasure.ts'
import type { LetterStanding } from '../pack/letter.ts'
import type { retentionOf } from '../pack/retention.ts'
import type { OrderStatus } from '../pack/status.ts'
import type { StoredOrder } from '../pack/stored-order.ts'
import type { ByteRange } from './byte-range.ts'
import type { RateLimits } from './limits.ts'
import type { BatchDesk } from './ops/batches.ts'
import type { PayloadCodec } from './ops/codec.ts'
import type { MoneyDesk } from './ops/costs.ts'
import type { PreviewLetter, TellingDesk } from './ops/incident-letters.ts'
import type { IncidentDesk } from './ops/incidents.ts'
import type { LogDesk } from './ops/log.ts'
import type { ModelDesk } from './ops/models.ts'
import type { OpsDesk } from './ops/orders.ts'
import type { ReviewDesk } from './ops/reviews.ts'
import type { SteeringDesk } from './ops/steering.ts'
import type { Offer } from './pages/offer.ts'
import type { Seller } from './pages/seller.ts'

/** What the routes need, put together by `api/serve/shop.ts`. */
export interface Shop {
  readonly offers: readonly Offer[]
  readonly seller: Seller
  /** How long what is kept. */
  readonly kept: ReturnType<typeof retentionOf>
  /** The watermarked sample of a pack; null where there is none. */
  readonly sample: (pack: string) => Promise<{ sha256: string; bytes: number } | null>
  readonly limits: RateLimits
  readonly examine: Examine
  readonly checkout: ReturnType<typeof createCheckout>
  readonly fulfil: Fulfil
  readonly correct: Correct
  readonly correctable: (order: StoredOrder) => Correctable
  readonly status: (order: StoredOrder) => Promise<OrderStatus>
  readonly copyOrder: CopyOrder
  readonly follow: Follow
  readonly orderById: (id: string) => Promise<StoredOrder | undefined>
  /** By the id of its Checkout Session. */
  readonly orderBySession: (session: string) => Promise<StoredOrder | undefined>
  readonly releases: {
    /** Newest first. */
    files(
      order: string,
    ): Promise<readonly { version: number; sha256: string; bytes: number; degraded: boolean }[]>
  }
  readonly blobs: {
    /** What is kept of an order. */
    of(order: string): {
      has(key: string): Promise<boolean>
      read(key: string, range?: ByteRange): Promise<Readable | null>
    }
    /** What is nobody's. */
    read(key: string, range?: ByteRange): Promise<Readable | null>
  }
  /** Builds the first release here, should nobody else have. */
  readonly rescue: Pick<Rescue, 'now' | 'soon'>
  /** Builds a published release anew whose file is lost. */
  readonly rebuildRelease: RebuildRelease
  readonly links: Links
  /** Absolute URL of an order's page. */
  readonly pageOf: (order: StoredOrder) => string
  readonly letters: {
    /** Somebody asked for the links of an e-mail address. */
    request(email: string): Promise<void>
    standing(order: string): Promise<LetterStanding>
  }
  /** @throws an error named `BadWebhook` */
  readonly readWebhook: (
    body: Buffer,
    signature: string | undefined,
  ) => { id: string; type: string; objectId: string | null }
  readonly downloads: {
    add(order: string, download: { version: number; network: string }): Promise<void>
  }
  readonly inbox: {
    add(event: { eventId: string; type: string; objectId: string }): Promise<boolean>
  }
  /** Called after an event was stored, so that it need not wait for the next look. */
  readonly inboxChanged: () => void
  readonly erasures: {
    /** Undefined: the order was not erased. */
    of(order: string): Promise<Erasure | undefined>
    isAsked(order: string): Promise<boolean>
    /** @returns what stands in the way; null: it is erased within the hour, or once its dispute is decided */
    ask(order: string): Promise<ErasureObstacle | null>
    readonly certify: (erasure: Erasure) => SignedCertificate
  }
  readonly publicKeys: string
  readonly money: MoneyDesk
  /** Of what Temporal holds; null: it is not sealed. */
  readonly codec: PayloadCodec | null
  /** For those who run the shop. */
  readonly ops: OpsDesk
  readonly room: ModelDesk & SteeringDesk & IncidentDesk & TellingDesk & BatchDesk & LogDesk
  readonly previewLetter: PreviewLetter
  readonly reviews: ReviewDesk & {
    /** A customer has a section read. @returns until when. @throws errors named `NotApplicable` */
    readonly ask: (order: StoredOrder, section: string) => Promise<string>
  }
  readonly readiness: () => Promise<Pick<Readiness, 'ready' | 'checks'>>
  readonly observe: {
    webhook(type: string, result: string): void
    checkout(pack: string, tier: string, step: string): void
    turnedAway(): void
    /** Stripe was asked for a payment that somebody landed with, in vain. */
    notLanded(order: StoredOrder, error: unknown): void
    downloaded(release: { tier: string; version: number; degraded: boolean }): void
    /** Of a download; the order's evidence lacks it. */
    notRecorded(order: string, error: unknown): void
  }
}
