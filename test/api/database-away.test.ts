import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { askPostgres } from '../../dev/ask-postgres.ts'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { openShop, type Shop } from '../shop.ts'
import { counted, deliver, eventOf, orderBody, postOrder } from './calls.ts'

const server = inject('postgres')

describe.skipIf(server === null)(
  `the database away${server === null ? ` (${postgresInstallLine})` : ''}:`,
  () => {
    let shop: Shop
    let token: string
    beforeAll(async () => {
      shop = await openShop({ workers: [] })
      token = (await shop.order()).token
      await drop(new URL(shop.settings.DATABASE_URL ?? '').pathname.slice(1))
    })
    afterAll(() => shop.close())

    it('a webhook is 503, so that Stripe delivers it again, and is counted', async () => {
      const answer = await deliver(shop, JSON.stringify(eventOf('cs_test_1')))
      expect(answer.statusCode).toBe(503)
      expect(answer.headers['content-type']).toContain('application/problem+json')
      const labels = { type: 'checkout.session.completed', result: 'unavailable' }
      expect(await counted(shop, 'webhooks_total', labels)).toBe(1)
    })

    it('an unsigned webhook is still 400', async () => {
      expect((await deliver(shop, '{}', 'none')).statusCode).toBe(400)
    })

    it('an order is 503 and opens no payment page', async () => {
      const answer = await postOrder(shop, orderBody())
      expect([answer.statusCode, answer.json().detail]).toEqual([
        503,
        expect.stringContaining('nothing was charged'),
      ])
      const headers = { authorization: 'Bearer sk_test_1' }
      const sessions = await fetch(`${shop.stripe.url}/v1/checkout/sessions`, { headers })
      // The one of the order that was made before.
      expect(await sessions.json()).toMatchObject({ data: [{ object: 'checkout.session' }] })
    })

    it.each(['', '/pack.zip', '/events'])(
      'an order’s own address%s is asked for again',
      async (of) => {
        const answer = await shop.app.inject({ url: `/orders/${token}${of}` })
        expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '10'])
        expect(answer.json()).toMatchObject({ title: 'Not possible at this moment' })
      },
    )

    it('the process is alive and not ready', async () => {
      const answers = [
        await shop.app.inject({ url: '/healthz' }),
        await shop.app.inject({ url: '/readyz' }),
      ]
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 503])
      expect(answers[1]?.json()).toMatchObject({ ready: false, checks: { database: 'failed' } })
    })

    it('the pages that need none of it are served', async () => {
      expect((await shop.app.inject({ url: '/packs/gdpr' })).statusCode).toBe(200)
    })
  },
)

async function drop(database: string) {
  await askPostgres(server ?? '', `drop database ${database} with (force)`)
}
