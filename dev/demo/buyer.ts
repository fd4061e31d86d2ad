import type { OrderStatus } from '../../pack/status.ts'

/** A customer with nothing but the shop's public address. */
export function createBuyer(shop: string) {
  return {
    /** @returns the link's token and Stripe's page */
    async order(body: unknown): Promise<{ order: string; token: string; url: string }> {
      const answer = await fetch(`${shop}/checkout`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const said = await answer.json()
      if (answer.status !== 201)
        throw new Error(`The shop refused the order: ${JSON.stringify(said)}`)
      return said as { order: string; token: string; url: string }
    },

    /** Pays on the test shop's page. @returns the time of payment, epoch milliseconds */
    async pay(url: string): Promise<number> {
      const at = Date.now()
      const answer = await fetch(url, {
        method: 'POST',
        body: new URLSearchParams({ outcome: 'paid' }),
      })
      if (!answer.ok) throw new Error(`The payment page answered ${answer.status}.`)
      return at
    },

    async status(token: string): Promise<OrderStatus> {
      const answer = await fetch(`${shop}/orders/${token}`, {
        headers: { accept: 'application/json' },
      })
      if (!answer.ok) throw new Error(`The order's page answered ${answer.status}.`)
      return (await answer.json()) as OrderStatus
    },

    async download(token: string, version: number): Promise<Buffer> {
      const answer = await fetch(`${shop}/orders/${token}/pack.zip?version=${version}`)
      if (answer.status !== 200)
        throw new Error(`The download of v${version} answered ${answer.status}.`)
      return Buffer.from(await answer.arrayBuffer())
    },
  }
}

export type Buyer = ReturnType<typeof createBuyer>
