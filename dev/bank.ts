import type Stripe from 'stripe'
import type { FakeStripe } from './fake-stripe.ts'

/** What the customer's bank and the card network do, and whoever sits at Stripe's dashboard. */
export function createBank({ url }: Pick<FakeStripe, 'url'>, secretKey = 'sk_test_1') {
  const headers = { authorization: `Bearer ${secretKey}` }

  async function post(path: string, fields: Record<string, string>): Promise<{ id: string }> {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(fields),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as { id: string }
  }

  return {
    /** In minor units; all that is left when left out. */
    refund: (intent: string, amount?: number) =>
      post('/v1/refunds', {
        payment_intent: intent,
        ...(amount !== undefined && { amount: String(amount) }),
      }),
    /** Newest first. */
    async refundsOf(intent: string): Promise<readonly { id: string; amount: number }[]> {
      const response = await fetch(`${url}/v1/refunds?payment_intent=${intent}`, { headers })
      return ((await response.json()) as { data: { id: string; amount: number }[] }).data
    },
    /** So many of the next writes are carried out and answered with a fault. */
    async fail(times: number): Promise<void> {
      const body = new URLSearchParams({ times: String(times) })
      await fetch(`${url}/_fake/failures`, { method: 'POST', body })
    },
    /** From now on what Stripe keeps of payments is known, or not, and in which money it is taken. */
    async fees(terms: Record<string, string>): Promise<void> {
      await fetch(`${url}/_fake/fees`, { method: 'POST', body: new URLSearchParams(terms) })
    },
    /** Somebody changes the webhook endpoint at the dashboard. */
    endpoint: (change: Record<string, string>) => post('/_fake/endpoint', change),
    refundBecomes: (id: string, status: string) => post(`/_fake/refunds/${id}`, { status }),
    /** @param dueIn seconds until evidence is due */
    dispute: (intent: string, status = 'needs_response', dueIn = 9 * 86_400) =>
      post('/_fake/disputes', { payment_intent: intent, status, due_in: String(dueIn) }),
    async disputeOf(intent: string): Promise<Stripe.Dispute | undefined> {
      const response = await fetch(`${url}/v1/disputes?payment_intent=${intent}`, { headers })
      return ((await response.json()) as Stripe.ApiList<Stripe.Dispute>).data[0]
    },
    disputeBecomes: (id: string, status: string) => post(`/_fake/disputes/${id}`, { status }),
    warn: (intent: string) => post('/_fake/warnings', { payment_intent: intent }),
    warningEnds: (id: string) => post(`/_fake/warnings/${id}`, { actionable: 'false' }),
  }
}
