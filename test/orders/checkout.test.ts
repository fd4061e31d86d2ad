import { randomUUID } from 'node:crypto'
import Stripe from 'stripe'
import { describe, expect, it, vi } from 'vitest'
import { StripeRefused } from '../../clients/stripe/errors.ts'
import { createPress } from '../../documents/press/press.ts'
import { type CheckoutPorts, createCheckout } from '../../orders/checkout/checkout.ts'
import { createExamine } from '../../orders/checkout/examine.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { describeOnBoth } from '../databases.ts'
import { changed } from '../packs/changed.ts'
import { firms, mainFirm } from '../packs/firms.ts'

const input = {
  pack: 'gdpr',
  tier: 'full' as const,
  email: 'owner@example.com',
  answers: mainFirm.answers as unknown,
}

describeOnBoth('checkout', (database) => {
  const orders = () => createOrderStore(database())

  function shopWith(changes: Partial<CheckoutPorts> = {}) {
    const prepared: string[] = []
    const asked: { orderId: string; amount: number; currency: string }[] = []
    const checkout = createCheckout({
      orders: orders(),
      payments: {
        createCheckout: async (request) => {
          asked.push(request)
          return { sessionId: `cs_${request.orderId}`, url: 'https://pay.example' }
        },
        retrieveSession: async () => null,
      },
      examine: createExamine(
        (text) => (text.includes('☃') ? ['☃'] : []),
        () => true,
      ),
      rehearse: async () => {},
      prepare: (order) => void prepared.push(order),
      clock: () => new Date('2026-11-21T12:00:00.000Z'),
      ...changes,
    })
    const stored = async () =>
      (await database().db.selectFrom('orders').select('id').execute()).length
    return { asked, checkout, stored, prepared }
  }

  it('stores the order before it asks for a payment page', async () => {
    const { checkout } = shopWith({
      payments: {
        createCheckout: async ({ orderId }) => {
          expect((await orders().byId(orderId))?.state).toBe('awaiting-payment')
          return { sessionId: `cs_${orderId}`, url: 'https://pay.example' }
        },
        retrieveSession: async () => null,
      },
    })
    expect((await checkout(input)).kind).toBe('created')
  })

  it('asks for the price that it froze', async () => {
    const { asked, checkout } = shopWith()
    await checkout(input)
    const { orderId = '', ...price } = asked[0] ?? {}
    expect(price).toMatchObject(await orders().byId(orderId).then(priceIn))
  })

  it('shows one payment page to all who ask at once, though Stripe opened several', async () => {
    let opened = 0
    const { checkout } = shopWith({
      payments: {
        createCheckout: async () => {
          opened += 1
          const sessionId = `cs_${randomUUID()}`
          // All have read the order before anybody stores a session.
          await vi.waitUntil(() => opened === 3)
          return { sessionId, url: `https://pay.example/${sessionId}` }
        },
        retrieveSession: async () => null,
      },
    })
    const asked = { ...input, idempotencyKey: randomUUID() }
    const answers = await Promise.all([checkout(asked), checkout(asked), checkout(asked)])
    const [first] = answers
    const order = first?.kind === 'created' ? await orders().byId(first.order.id) : undefined
    const created = { kind: 'created', order: { id: order?.id }, url: order?.checkoutUrl }
    expect(answers).toMatchObject([created, created, created])
    expect(order?.checkoutUrl).toBe(`https://pay.example/${order?.sessionId}`)
  })

  it('rehearses nothing again for whoever asks once more with the same key', async () => {
    let rehearsed = 0
    const rehearse = async () => void (rehearsed += 1)
    const retrieveSession = async () => ({ status: 'open', url: 'https://pay.example' })
    const createCheckout = async () => ({ sessionId: randomUUID(), url: 'https://pay.example' })
    const payments = { createCheckout, retrieveSession }
    const { checkout } = shopWith({ rehearse, payments })
    const asked = { ...input, idempotencyKey: randomUUID() }
    const first = await checkout(asked)
    const id = first.kind === 'created' && first.order.id
    expect(await checkout(asked)).toMatchObject({ kind: 'created', order: { id } })
    expect((await checkout({ ...asked, tier: 'self-serve' })).kind).toBe('key-reused')
    expect(rehearsed).toBe(1)
  })

  it('has the pack prepared once there is a page to pay at, and not for what is refused', async () => {
    const { checkout, prepared } = shopWith()
    const made = await checkout(input)
    expect(made).toMatchObject({ kind: 'created', order: { id: prepared[0] } })
    await checkout({ ...input, answers: {} })
    expect(prepared).toHaveLength(1)
    const away = {
      createCheckout: () => Promise.reject(new Error('away')),
      retrieveSession: async () => null,
    }
    const { checkout: failing, prepared: none } = shopWith({ payments: away })
    await expect(failing(input)).rejects.toThrow('away')
    expect(none).toEqual([])
  })

  it('names the e-mail address when it is that which Stripe refuses', async () => {
    const refusal = new Stripe.errors.StripeInvalidRequestError({
      type: 'invalid_request_error',
      message: 'Invalid email address',
      param: 'customer_email',
    })
    const createCheckout = () => Promise.reject(new StripeRefused(refusal))
    const { checkout } = shopWith({
      payments: { createCheckout, retrieveSession: async () => null },
    })
    expect(await checkout(input)).toMatchObject({
      kind: 'invalid',
      fields: { email: expect.stringContaining('e-mail') },
    })
  })

  it('neither stores nor charges for what cannot be built', async () => {
    const rehearse = () => Promise.reject(new Error('a template fails'))
    const { asked, checkout, stored } = shopWith({ rehearse })
    const before = await stored()
    await expect(checkout(input)).rejects.toMatchObject({ name: 'UnbuildableOrder' })
    expect([await stored(), asked]).toEqual([before, []])
  })

  it('says of a press without memory that it is broken, and not that the order is', async () => {
    const tiny = createPress({ threads: 1, memory: 8 })
    const { asked, checkout } = shopWith({ rehearse: tiny.compose })
    await expect(checkout(input)).rejects.toMatchObject({ name: 'PressBroken' })
    expect(asked).toEqual([])
    await tiny.close()
  })

  it('names each answer that cannot be printed, with the character', async () => {
    const answers = structuredClone(mainFirm.answers) as {
      company: { legalName: string }
      systems: { name: string }[]
    }
    answers.company.legalName = 'Snow ☃ man'
    if (answers.systems[1]) answers.systems[1].name = '☃'
    const { asked, checkout } = shopWith()
    expect(await checkout({ ...input, answers })).toEqual({
      kind: 'invalid',
      fields: {
        'company.legalName': expect.stringContaining(
          '“☃” (U+2603, a picture or symbol) after “Snow ” cannot',
        ),
        'systems.1.name': expect.stringContaining('at the beginning'),
      },
      doubts: [],
    })
    expect(asked).toEqual([])
  })

  it('asks back when one person is said to work where others are named, and takes a yes', async () => {
    const answers = changed(mainFirm.answers, 'company.staff', '1')
    const { asked, checkout } = shopWith()
    expect(await checkout({ ...input, answers })).toMatchObject({
      kind: 'invalid',
      fields: { 'company.staff': expect.stringContaining('only one person') },
      doubts: ['company.staff'],
    })
    expect(asked).toEqual([])
    const confirmed = ['company.staff']
    expect((await checkout({ ...input, answers, confirmed })).kind).toBe('created')
  })

  it('tells all mistakes at once: wrong, missing by a condition, not printable, and doubtful', async () => {
    const answers = [
      ['company.address', ''],
      ['company.legalName', 'Snow\u00ad ☃ man'],
      ['company.staff', 1],
      ['privacy.dpo', 'yes'],
      ['privacy.dpoContact', ''],
      ['somebody', { name: '☃' }],
    ].reduce((given, [path, value]) => changed(given, path as string, value), mainFirm.answers)
    const found = await shopWith().checkout({ ...input, answers })
    expect(found).toMatchObject({ kind: 'invalid', doubts: ['company.staff'] })
    expect(Object.keys('fields' in found ? found.fields : {}).sort()).toEqual([
      'company.address',
      'company.legalName',
      'company.staff',
      'privacy.dpoContact',
      'somebody',
    ])
  })

  it('knows no pack by the name of a prototype’s member', async () => {
    expect(await shopWith().checkout({ ...input, pack: 'constructor' })).toEqual({
      kind: 'unknown-pack',
    })
  })

  describe('asks in the currency', () => {
    const firmOf = (where: string) =>
      firms.find(({ answers }) => (answers['place'] as { where: string }).where === where)

    it.each([
      ['eur', 'eu'],
      ['gbp', 'uk'],
      ['eur', 'both'],
    ])('%s of a firm in: %s', async (currency, where) => {
      const { asked, checkout } = shopWith()
      await checkout({ ...input, answers: firmOf(where)?.answers })
      expect(asked[0]?.currency).toBe(currency)
    })

    it('that the customer chose', async () => {
      const { asked, checkout } = shopWith()
      await checkout({ ...input, currency: 'gbp' })
      expect(asked[0]?.currency).toBe('gbp')
    })
  })
})

function priceIn(order: { amount: number; currency: string } | undefined) {
  return { amount: order?.amount, currency: order?.currency }
}
