import Stripe from 'stripe'
import { z } from 'zod'
import { BadWebhook } from './errors.ts'

/** Age in seconds up to which a signed webhook counts. Zero would switch the check off. */
const toleranceSeconds = 300

/** An event's outline. The object it tells about is to be retrieved, never read from the event. */
export interface StripeWebhook {
  readonly id: string
  readonly type: string
  /** The Checkout Session of whose payment it tells; null: of something that we do not act on. */
  readonly sessionId: string | null
}

/** Event types that tell of a Checkout Session's payment. */
const sessionEvents: readonly string[] = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
]

const printable = z.string().regex(/^[\x21-\x7E]{1,255}$/)

const outline = z.object({
  // A thin event names its object elsewhere; none of them tells of a session's payment.
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
  const told = object === 'event' && sessionEvents.includes(type)
  return { id, type, sessionId: told ? sessionIn(data?.object.id) : null }
}

function sessionIn(id: string | null | undefined): string {
  if (id && /^cs_\w{1,250}$/.test(id)) return id
  throw new BadWebhook('The webhook is signed, but it names no Checkout Session.')
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
