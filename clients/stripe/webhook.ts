import Stripe from 'stripe'
import { z } from 'zod'
import { BadWebhook } from './errors.ts'

/** Age in seconds up to which a signed webhook counts. Zero would switch the check off. */
const toleranceSeconds = 300

/** An event's outline. The object it tells about is to be retrieved, never read from the event. */
export interface StripeWebhook {
  readonly id: string
  readonly type: string
  /** What it tells about; null: something that we do not act on. */
  readonly objectId: string | null
}

/** What an event may tell about; the names are those of Stripe's objects. */
export type EventObject = 'checkout.session' | 'refund' | 'dispute' | 'radar.early_fraud_warning'

/** The event types that we act on. An endpoint has to be subscribed to all of them. */
export const eventTypes: Readonly<Record<string, EventObject>> = {
  'checkout.session.completed': 'checkout.session',
  'checkout.session.async_payment_succeeded': 'checkout.session',
  'checkout.session.async_payment_failed': 'checkout.session',
  'checkout.session.expired': 'checkout.session',
  'refund.created': 'refund',
  'refund.updated': 'refund',
  'refund.failed': 'refund',
  'charge.dispute.created': 'dispute',
  'charge.dispute.updated': 'dispute',
  'charge.dispute.closed': 'dispute',
  'charge.dispute.funds_withdrawn': 'dispute',
  'charge.dispute.funds_reinstated': 'dispute',
  'radar.early_fraud_warning.created': 'radar.early_fraud_warning',
  'radar.early_fraud_warning.updated': 'radar.early_fraud_warning',
}

/** What an event of this type tells about; null: something that we do not act on. */
export function objectOf(type: string): EventObject | null {
  return Object.hasOwn(eventTypes, type) ? eventTypes[type]! : null
}

/** Prefixes are Stripe's: `re_` and `pyr_` are refunds, `du_` and `dp_` disputes. */
const ids: Readonly<Record<EventObject, RegExp>> = {
  'checkout.session': /^cs_\w{1,250}$/,
  refund: /^(re|pyr)_\w{1,250}$/,
  dispute: /^(du|dp)_\w{1,250}$/,
  'radar.early_fraud_warning': /^issfr_\w{1,250}$/,
}

const printable = z.string().regex(/^[\x21-\x7E]{1,255}$/)

const outline = z.object({
  // A thin event names its object elsewhere; none of them tells of a payment.
  object: z.enum(['event', 'v2.core.event']),
  id: printable,
  type: printable,
  // Some objects, such as a balance, have no id.
  data: z.object({ object: z.object({ id: z.string().nullish() }) }).optional(),
})

/**
 * @param body the bytes as they came
 * @param signature the `Stripe-Signature` header
 * @param secrets the signing secrets in force
 * @throws BadWebhook
 */
export function readWebhook(
  body: Buffer,
  signature: string | undefined,
  secrets: readonly string[],
): StripeWebhook {
  verify(body, signature ?? '', secrets)
  const read = outline.safeParse(parseJson(body))
  if (!read.success)
    throw new BadWebhook('The webhook is signed, but its body is not a Stripe event.')
  const { object, id, type, data } = read.data
  const told = object === 'event' ? objectOf(type) : null
  return { id, type, objectId: told && idIn(data?.object.id, told) }
}

function idIn(id: string | null | undefined, object: EventObject): string {
  if (id && ids[object].test(id)) return id
  throw new BadWebhook(`The webhook is signed, but it names no ${object}.`)
}

function verify(body: Buffer, signature: string, secrets: readonly string[]): void {
  let cause: unknown
  for (const secret of secrets) {
    try {
      // `constructEvent` would do this too, and then refuse thin events.
      Stripe.webhooks.signature!.verifyHeader(body, signature, secret, toleranceSeconds)
      return
    } catch (error) {
      cause = error
    }
  }
  throw new BadWebhook('The webhook is not signed with our secret, or is too old.', { cause })
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
