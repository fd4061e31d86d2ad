import { afterEach, describe, expect, it, vi } from 'vitest'
import { openMarket, press, sale } from './fake-stripe-shop.ts'

let market: Awaited<ReturnType<typeof openMarket>>
afterEach(() => market.close())

async function buy(outcome: string) {
  const session = await market.stripe.checkout.sessions.create(sale())
  await press(session.url, outcome)
  return session.id
}

const told = () =>
  market.events().map(({ type, data }) => {
    const { id, status, payment_status } = data.object as {
      id: string
      status: string
      payment_status: string
    }
    return { id, type, is: `${status}, ${payment_status}` }
  })

describe('what the shop is told', () => {
  it('of a card payment: completed and paid', async () => {
    market = await openMarket()
    const id = await buy('paid')
    await vi.waitFor(() =>
      expect(told()).toEqual([{ id, type: 'checkout.session.completed', is: 'complete, paid' }]),
    )
  })

  it('of a bank debit: completed unpaid, then succeeded', async () => {
    market = await openMarket()
    const id = await buy('async-paid')
    await vi.waitFor(() =>
      expect(told()).toEqual([
        { id, type: 'checkout.session.completed', is: 'complete, unpaid' },
        { id, type: 'checkout.session.async_payment_succeeded', is: 'complete, paid' },
      ]),
    )
  })

  it('of a bounced bank debit: completed unpaid, then failed', async () => {
    market = await openMarket()
    const id = await buy('async-failed')
    await vi.waitFor(() =>
      expect(told()).toEqual([
        { id, type: 'checkout.session.completed', is: 'complete, unpaid' },
        { id, type: 'checkout.session.async_payment_failed', is: 'complete, unpaid' },
      ]),
    )
    const expand = ['payment_intent']
    expect(await market.stripe.checkout.sessions.retrieve(id, { expand })).toMatchObject({
      payment_intent: { status: 'requires_payment_method', amount_received: 0 },
    })
  })

  it('of an expiry: expired', async () => {
    market = await openMarket()
    const id = await buy('expired')
    await vi.waitFor(() =>
      expect(told()).toEqual([{ id, type: 'checkout.session.expired', is: 'expired, unpaid' }]),
    )
  })

  it('once, when the button is pressed twice', async () => {
    market = await openMarket()
    const { url, id } = await market.stripe.checkout.sessions.create(sale())
    await Promise.all([press(url, 'paid'), press(url, 'expired'), press(url, 'paid')])
    const { data } = await market.stripe.events.list()
    expect(
      data.filter((event) => 'id' in event.data.object && event.data.object.id === id),
    ).toHaveLength(1)
  })
})

describe('redelivery', () => {
  it('repeats one event, newly signed, until the shop answers 2xx', async () => {
    market = await openMarket({}, [500, 302, 503])
    await buy('paid')
    await vi.waitFor(async () => {
      const { data } = await market.stripe.events.list()
      expect(data[0]?.pending_webhooks).toBe(0)
    })
    const ids = market.events().map((event) => event.id)
    expect(ids).toHaveLength(4)
    expect(new Set(ids).size).toBe(1)
  })

  it('gives up when the pauses are used up, and the event stays in the list', async () => {
    market = await openMarket({ redelivery: [5] }, [500, 500, 500])
    await buy('paid')
    await vi.waitFor(() => expect(market.shop.delivered).toHaveLength(2))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(market.shop.delivered).toHaveLength(2)
    expect((await market.stripe.events.list()).data[0]?.pending_webhooks).toBe(1)
  })

  it('survives a shop that is not there', async () => {
    market = await openMarket({ redelivery: Array(200).fill(10) })
    market.shop.close()
    await buy('paid')
    expect((await market.stripe.events.list()).data).toHaveLength(1)
  })
})

describe('deliveries by a script', () => {
  const script = (fields: Record<string, string>) =>
    fetch(`${market.fake.url}/_fake/deliveries`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    })

  const types = () => told().map(({ type }) => type.replace('checkout.session.', ''))

  it('lose an event, which stays in the list', async () => {
    market = await openMarket()
    await script({ drop: '1' })
    await buy('async-paid')
    await vi.waitFor(() => expect(types()).toEqual(['async_payment_succeeded']))
    const { data } = await market.stripe.events.list()
    expect(data.map(({ pending_webhooks }) => pending_webhooks)).toContain(1)
  })

  it('send one twice, as the same event', async () => {
    market = await openMarket()
    await script({ duplicate: '1', type: 'checkout.session.completed' })
    await buy('async-paid')
    await vi.waitFor(() => expect(types()).toHaveLength(3))
    expect(types().filter((type) => type === 'completed')).toHaveLength(2)
    expect(new Set(market.events().map(({ id }) => id)).size).toBe(2)
  })

  it('hold one back while others arrive', async () => {
    market = await openMarket()
    await script({ delay: '1', by: '300', type: 'checkout.session.completed' })
    await buy('async-paid')
    await vi.waitFor(() => expect(types()).toEqual(['async_payment_succeeded', 'completed']))
  })

  it('turn the order of several round', async () => {
    market = await openMarket()
    await script({ reorder: '2' })
    await buy('async-paid')
    await vi.waitFor(() => expect(types()).toEqual(['async_payment_succeeded', 'completed']))
  })

  it('are of one object alone', async () => {
    market = await openMarket()
    const { id, url } = await market.stripe.checkout.sessions.create(sale())
    await script({ drop: '9', object: id })
    await press(url, 'paid')
    const other = await buy('paid')
    await vi.waitFor(() => expect(told().map((one) => one.id)).toEqual([other]))
  })

  it('end with a shop that closes while one is held', async () => {
    market = await openMarket()
    await script({ reorder: '2' })
    await script({ delay: '1', by: '600000' })
    await buy('async-paid')
    expect(types()).toEqual([])
  })

  it('are one thing at a time', async () => {
    market = await openMarket()
    expect((await script({ drop: '1', delay: '1' })).status).toBe(400)
    expect((await script({ type: 'refund.created' })).status).toBe(400)
  })
})
