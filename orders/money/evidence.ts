import { packOf } from '../../catalogue/catalogue.ts'
import { termsAgreedTo } from '../../catalogue/terms/terms.ts'
import type { Template } from '../../pack/letter.ts'
import { type Payment, type Refund, stands } from '../../pack/payment.ts'
import { amountIn } from '../../pack/price.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'

/** What a bank is shown of an order whose payment is disputed; the names are those of Stripe's fields. */
export interface Evidence {
  /** Null: the order was erased, and nobody knows it any more. */
  readonly customerEmailAddress: string | null
  readonly productDescription: string
  /** ISO date. */
  readonly serviceDate: string
  readonly accessActivityLog: string
  readonly refundPolicyDisclosure: string
  readonly uncategorizedText: string
}

export interface Delivery {
  readonly version: number
  /** ISO 8601, UTC. */
  readonly publishedAt: string
  /** Of the zip. */
  readonly publishedSha256: string
  /** Of the manifest inside; null: published before it was kept. */
  readonly manifestSha256: string | null
}

export interface Downloaded {
  readonly version: number
  /** ISO 8601, UTC. */
  readonly at: string
  readonly network: string
}

export interface SentLetter {
  readonly template: Template
  /** ISO 8601, UTC. */
  readonly at: string
}

export interface Facts extends Pick<Payment, 'refunds' | 'currency'> {
  readonly deliveries: readonly Delivery[]
  readonly downloads: readonly Downloaded[]
  readonly letters: readonly SentLetter[]
}

/** What was ordered, agreed to, delivered and taken, each with its time; nothing of what the firm answered. */
export function evidenceOf(order: StoredOrder, facts: Facts): Evidence {
  const { deliveries, downloads, letters, refunds, currency } = facts
  const isErased = order.state === 'erased'
  const first = deliveries.at(-1)?.publishedAt ?? order.paidAt ?? order.frozenAt
  return {
    customerEmailAddress: isErased ? null : order.email,
    productDescription: `${titleOf(order)}: a zip of fillable documents for the customer’s own firm, made from the customer’s answers and delivered as a download from a private page. Edition: ${order.tier}. Order ${order.id}.`,
    serviceDate: first.slice(0, 10),
    accessActivityLog: lines([
      ...(downloads.length === 0 ? ['No download of the whole file is on record.'] : []),
      ...downloads.map(
        ({ at, version, network }) =>
          `${at} version ${version} downloaded${network === '' ? '' : ` from network ${network}`}`,
      ),
    ]),
    refundPolicyDisclosure: lines([
      'The terms and the refund policy are shown in full on the page on which the order is placed, and agreed to there by a box that the customer ticks.',
      ...refundPolicyOf(order),
    ]),
    uncategorizedText: lines([
      `${order.frozenAt} Ordered${isErased ? '' : ` under ${order.email}`}.`,
      `${order.consent.at} Agreed to the terms of ${order.consent.terms} and, expressly, to delivery at once.`,
      ...(order.paidAt === null ? [] : [`${order.paidAt} Paid on Stripe’s page.`]),
      ...[...deliveries].reverse().map(delivered),
      ...letters.map(written),
      ...refunds.filter(stands).map((refund) => refunded(refund, currency)),
      isErased
        ? 'Every version was downloadable by the same private link, until the order was erased by the law on personal data. Each carries a signed manifest with the hash of every file.'
        : 'Every version stays downloadable by the same private link. Each carries a signed manifest with the hash of every file.',
    ]),
  }
}

const titleOf = ({ pack }: StoredOrder) => packOf(pack)?.title ?? pack

/** In the words that were agreed to. */
function refundPolicyOf(order: StoredOrder): string[] {
  return termsAgreedTo(order)
    .filter(({ title }) => title === 'Refunds')
    .map(
      ({ words }) =>
        `The refund policy of ${order.consent.terms}, which holds for this order: ${words}`,
    )
}

function delivered({ version, publishedAt, publishedSha256, manifestSha256 }: Delivery): string {
  const manifest = manifestSha256 === null ? '' : `, of its manifest ${manifestSha256}`
  return `${publishedAt} Version ${version} was ready to download; SHA-256 of the file ${publishedSha256}${manifest}.`
}

const told: Readonly<Record<Template, string>> = {
  paid: 'that it is paid, with the link of its page',
  improved: 'of a better version, with the link',
  corrected: 'of the version with the customer’s corrections, with the link',
  refunded: 'of the refund',
  'refund-failed': 'that the bank did not take a refund',
  reminder: 'that the pack waits to be downloaded, with the link',
  links: 'the links of the customer’s orders, as asked for',
  erased: 'that the order is erased, as asked for',
  incident: 'of something that went wrong and concerned the order',
}

function written({ template, at }: SentLetter): string {
  return `${at} Mail ${told[template]}, was taken by the mail server and has not come back.`
}

function refunded({ created, amount }: Refund, currency: string): string {
  return `${created} Refunded ${amountIn(amount, currency)}.`
}

/** Characters that Stripe takes of a text; for one more it refuses all of the evidence. */
const longest = 20_000

/** The first and the last lines, where there are more than are taken: nobody may make it too long. */
function lines(all: readonly string[]): string {
  const whole = all.join('\n')
  if (whole.length <= longest) return whole
  const [first, last] = [fitting(all), fitting([...all].reverse()).reverse()]
  const between = all.length - first.length - last.length
  return [...first, `(${between} more, which are left out here)`, ...last].join('\n')
}

/** As many as take up half of it, with room for a line between the halves. */
function fitting(all: readonly string[]): string[] {
  let size = 0
  return all.slice(
    0,
    all.findIndex((line) => (size += line.length + 1) > longest / 2 - 50),
  )
}
