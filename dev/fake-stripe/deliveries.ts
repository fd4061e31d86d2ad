import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FakeEndpoint } from './endpoint.ts'
import { eventOf } from './event.ts'
import { type Announced, type FakeEvent, type Ledger, now } from './ledger.ts'
import { createScript } from './script.ts'

/**
 * Pauses before each redelivery. Stripe redelivers for three days with growing pauses; this is
 * that curve at the pace of a trial, about ten minutes in all. Milliseconds.
 */
export const trialRedelivery: readonly number[] = [
  250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 120_000, 180_000, 180_000,
]

const answerWithinMs = 10_000

interface Parts {
  readonly ledger: Ledger
  readonly endpoint: Pick<FakeEndpoint, 'takes'>
  readonly webhookUrl: string
  readonly webhookSecret: string
  readonly redelivery: readonly number[]
  readonly closing: AbortSignal
}

/** Sends each event until the shop answers 2xx or the pauses are used up. */
export function createDeliveries(parts: Parts) {
  const { ledger, endpoint, redelivery, closing } = parts
  const script = createScript(closing)
  const underWay = new Set<Promise<void>>()

  /** Records the object as it now is, and tells the shop. */
  function announce(type: string, object: Announced): void {
    const event = eventOf(type, object)
    ledger.put(object)
    ledger.put(event)
    if (!endpoint.takes(type)) return ledger.put({ ...event, pending_webhooks: 0 })
    const sent = script.send(event, () => deliver(event))
    const delivery = sent.finally(() => underWay.delete(delivery))
    underWay.add(delivery)
  }

  async function deliver(event: FakeEvent): Promise<void> {
    for (const pause of [0, ...redelivery]) {
      await sleep(pause, undefined, { signal: closing }).catch(() => {})
      if (closing.aborted) return
      if (await accepted(event, parts)) {
        ledger.put({ ...event, pending_webhooks: 0 })
        return
      }
    }
  }

  return { announce, script: script.add, ended: () => Promise.all(underWay) }
}

export type Deliveries = ReturnType<typeof createDeliveries>

async function accepted(event: FakeEvent, parts: Parts): Promise<boolean> {
  const body = JSON.stringify(event, null, 2)
  try {
    const response = await fetch(parts.webhookUrl, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Stripe-Signature': signatureOf(body, parts.webhookSecret),
        'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      body,
      // To Stripe a redirect is a failed delivery.
      redirect: 'manual',
      signal: AbortSignal.any([parts.closing, AbortSignal.timeout(answerWithinMs)]),
    })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

/** https://docs.stripe.com/webhooks#verify-manually, signed anew at each attempt. */
function signatureOf(body: string, secret: string): string {
  const time = now()
  const v1 = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')
  return `t=${time},v1=${v1}`
}
