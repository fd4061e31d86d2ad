import { describe, expect, it } from 'vitest'
import { eventTypes } from '../../clients/stripe/webhook.ts'
import { choose, counted } from './calls.ts'
import { ago, describeInShops } from './reconcile-rig.ts'

describeInShops('a reconciliation meets', (rig) => {
  describe('a Stripe that', () => {
    it.each(['cut', 429, 503, 'hang'] as const)(
      'fails in the middle (%s): what it saw is told, and the next turn does the rest',
      async (fate) => {
        const { shop, faulty, loseEvents, reconcile, findings } = rig()
        const orders = await ordered(9)
        await loseEvents()
        await Promise.all(orders.map(({ url }) => choose(url, 'paid')))
        let answers = 4
        faulty.meets((path) => (isRetrieval(path) && answers-- <= 0 ? fate : 'pass'))
        const repaired = () => counted(shop, 'reconciled_total', { kind: 'repaired' })
        const before = await repaired()
        await expect(reconcile()).rejects.toMatchObject({ name: 'StripeUnavailable' })
        expect([await paidOf(orders), (await repaired()) - before]).toEqual([4, 4])
        faulty.meets(() => 'pass')
        await findings()
        expect([await paidOf(orders), (await repaired()) - before]).toEqual([9, 9])
      },
    )

    it('refuses what is asked of one order: the others are looked up', async () => {
      const { faulty, loseEvents, atOnce, stored, stateOf } = rig()
      const [one, other] = await ordered(2)
      await loseEvents()
      for (const { url } of [one!, other!]) await choose(url, 'paid')
      const { sessionId } = await stored(one!.order)
      faulty.meets((path) => (path.includes(sessionId ?? '') ? 403 : 'pass'))
      // What has happened is not looked through: a lost event found there would bring the order its payment.
      await atOnce({ atOnce: true, all: true, from: ago(-600) })
      expect([await stateOf(one!.order), await stateOf(other!.order)]).toEqual([
        'awaiting-payment',
        'paid',
      ])
    })
  })

  describe('an endpoint', () => {
    const faults = async () =>
      (await rig().findings()).filter(({ kind }) => kind === 'endpoint').map(({ what }) => what)
    const all = Object.fromEntries(
      Object.keys(eventTypes).map((type, n) => [`enabled_events[${n}]`, type]),
    )

    it.each(ways)('that is right, made by %s: it is sent what we act on', async (made_by) => {
      await rig().shop.bank.endpoint({ made_by, ...all })
      expect(await faults()).toEqual([])
    })

    it.each(ways.flatMap((way) => wrong.map((fault) => [way, ...fault] as const)))(
      'made by %s that %s, and keeps it for whoever asks',
      async (made_by, _, change, said) => {
        const { bank, site } = rig().shop
        await bank.endpoint({ made_by, ...change })
        const found = await faults()
        expect(found.join(' ')).toMatch(said)
        expect((await site.reconciliation.standing()).faults).toEqual(found)
      },
    )

    it('that sends thin events alone', async () => {
      await rig().shop.bank.endpoint({ made_by: 'v2', event_payload: 'thin' })
      expect((await faults()).join(' ')).toMatch(/^Webhook endpoint ed_\w+ sends thin events/)
    })

    it('that a key may not ask for by the newer list: the older one stands', async () => {
      rig().faulty.meets((path) => (path.startsWith('/v2/') ? 403 : 'pass'))
      expect(await faults()).toEqual([])
    })

    it('that a key may not ask for at all: it says so, and goes on', async () => {
      const { shop, faulty, loseEvents, stateOf } = rig()
      const { order, url } = await shop.order()
      await loseEvents()
      await choose(url, 'paid')
      faulty.meets((path) => (/endpoints|destinations/.test(path) ? 403 : 'pass'))
      expect((await faults()).join(' ')).toMatch(/^Webhook endpoints cannot be read; give STRIPE_/)
      expect(await stateOf(order)).toBe('paid')
    })

    it('that is wrong, and tells of it when that changes', async () => {
      const { shop, loseEvents, findings } = rig()
      const told = () => counted(shop, 'reconciled_total', { kind: 'endpoint' })
      await findings()
      const before = await told()
      await loseEvents()
      const found = await faults()
      expect(await faults()).toEqual(found)
      expect(await told()).toBe(before + found.length)
    })
  })

  const ordered = (n: number) => Promise.all(Array.from({ length: n }, () => rig().shop.order()))

  async function paidOf(orders: readonly { order: string }[]): Promise<number> {
    const states = await Promise.all(orders.map(({ order }) => rig().stateOf(order)))
    return states.filter((state) => state === 'paid').length
  }
})

const isRetrieval = (path: string) => /sessions\/cs_/.test(path)

const ways = ['v1', 'v2'] as const

const wrong: readonly (readonly [string, Record<string, string>, RegExp])[] = [
  ['is disabled', { status: 'disabled' }, /^Webhook endpoint (we|ed)_\w+ is disabled/],
  [
    'points elsewhere',
    { url: 'https://old.example/hook' },
    /^No webhook endpoint at Stripe points to http:\S+\/webhooks\/stripe. There are https:\/\/old/,
  ],
  [
    'lacks event types',
    { 'enabled_events[0]': 'checkout.session.completed' },
    /is sent checkout.session.async_payment_succeeded, /,
  ],
  ['has another API version', { api_version: '2020-08-27' }, /has the API version 2020-08-27, not/],
]
