import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mainFirm } from '../packs/firms.ts'
import { openShop, type Shop } from '../shop.ts'
import { answersWith, choose, counted, orderBody, orderForm, postForm, postOrder } from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [] })
})
afterAll(() => shop.close())

const ordersInStore = async () =>
  (await shop.site.database.db.selectFrom('orders').select('id').execute()).length

const system = { name: 'Xero', vendor: 'Xero', use: 'accounting', hosting: 'us' }

const without = (member: string) => {
  const { [member]: _, ...rest } = orderBody() as Record<string, unknown>
  return rest
}

describe('an order', () => {
  it('as JSON is 201 with its id, its link’s token and the payment page', async () => {
    const answer = await postOrder(shop, orderBody())
    const { order, token, url } = answer.json()
    expect(answer.statusCode).toBe(201)
    expect((await shop.buyer.status(token)).order).toBe(order)
    expect(new URL(url).origin).toBe(shop.stripe.url)
  })

  it('as a form is 303 to the payment page', async () => {
    const answer = await postForm(shop, orderForm())
    expect(answer.statusCode).toBe(303)
    expect(new URL(String(answer.headers.location)).origin).toBe(shop.stripe.url)
  })

  it('is frozen with the same answers, whether it came as JSON or as a form', async () => {
    const json = (await postOrder(shop, orderBody())).json()
    const form = await postForm(shop, orderForm())
    const rows = await shop.site.database.db.selectFrom('orders').selectAll().execute()
    const { id } = rows.find(({ checkout_url }) => checkout_url === form.headers.location)!
    const [ofForm, ofJson] = await Promise.all([id, json.order].map(shop.site.orders.byId))
    expect(ofForm?.answers).toEqual(ofJson?.answers)
  })

  it('is counted as submitted and as created', async () => {
    const steps = async () => [
      await counted(shop, 'checkouts_total', { tier: 'full', step: 'submitted' }),
      await counted(shop, 'checkouts_total', { tier: 'full', step: 'created' }),
    ]
    const [submitted = 0, created = 0] = await steps()
    await postOrder(shop, orderBody({ tier: 'full' }))
    expect(await steps()).toEqual([submitted + 1, created + 1])
  })
})

describe('an order that cannot be used is 422, names the field, and is not stored:', () => {
  it.each([
    ['pack', orderBody({ pack: 'infosec' })],
    ['pack', orderBody({ pack: '__proto__' })],
    ['pack', without('pack')],
    ['tier', orderBody({ tier: 'gold' })],
    ['email', orderBody({ email: 'owner' })],
    ['email', orderBody({ email: ['a@example.com'] })],
    ['email', orderBody({ email: `${'a'.repeat(250)}@example.com` })],
    ['currency', orderBody({ currency: 'usd' })],
    ['consent', without('consent')],
    ['consent', orderBody({ consent: false })],
    ['consent', orderBody({ consent: 'true' })],
    ['answers', without('answers')],
    ['answers', orderBody({ answers: null })],
    ['answers', orderBody({ answers: 'all of them' })],
    ['answers', orderBody({ answers: [] })],
    ['company.staff', orderBody({ answers: answersWith('company.staff', '1.5') })],
    ['place.where', orderBody({ answers: answersWith('place.where', 'mars') })],
    ['systems.0.name', orderBody({ answers: answersWith('systems.0.name', 1) })],
    [
      'systems',
      orderBody({
        answers: answersWith(
          'systems',
          Array.from({ length: 13 }, () => system),
        ),
      }),
    ],
    ['constructor', orderBody({ answers: { ...mainFirm.answers, constructor: 1 } })],
  ])('%s, case %#', async (field, body) => {
    const before = await ordersInStore()
    const answer = await postOrder(shop, body)
    expect(answer.statusCode).toBe(422)
    expect(answer.json().fields).toEqual({ [field]: expect.stringMatching(/\.$/) })
    expect(await ordersInStore()).toBe(before)
  })

  it('all complaints come at once', async () => {
    const answers = answersWith('company.legalName', '')
    const answer = await postOrder(shop, orderBody({ answers, email: '', consent: false }))
    const named = Object.keys(answer.json().fields)
    expect(new Set(named)).toEqual(new Set(['email', 'consent', 'company.legalName']))
  })

  it.each([
    ['choices', { use: { purposes: Array(20_000).fill(1) } }],
    ['rows', { systems: Array.from({ length: 15_000 }, () => ({})) }],
    ['keys', Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, 1]))],
    ['a long key', { ['k'.repeat(60_000)]: 1 }],
  ])('ten thousand mistakes are no ten thousand sentences: %s', async (_, answers) => {
    const answer = await postOrder(shop, orderBody({ answers }))
    expect(answer.statusCode).toBe(422)
    expect(Object.keys(answer.json().fields).length).toBeLessThanOrEqual(50)
    expect(answer.body.length).toBeLessThan(10_000)
  })

  it('a form with one box ticked names the consent', async () => {
    const form = orderForm()
    form.set('consent', 'terms')
    const answer = await postForm(shop, form, 'application/json')
    expect([answer.statusCode, Object.keys(answer.json().fields)]).toEqual([422, ['consent']])
  })

  it('what was ticked stays ticked: consent, and a yes to what was asked back', async () => {
    const form = orderForm({ 'company.staff': '1', 'company.address': '' })
    form.append('confirmed', 'company.staff')
    const { body } = await postForm(shop, form)
    for (const value of ['terms', 'delivery', 'company.staff'])
      expect(body).toMatch(new RegExp(`<input type="checkbox"[^>]*value="${value}"[^>]* checked`))
    expect(body).toContain('Please check one answer')
  })

  it('a browser gets the form again, with what was answered', async () => {
    const hostile = '"><script>alert(1)</script>'
    const form = orderForm({ 'company.legalName': hostile, 'company.staff': 'many' })
    const answer = await postForm(shop, form)
    expect(answer.statusCode).toBe(422)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.body).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
    expect(answer.body).not.toContain(hostile)
  })
})

describe('a body that cannot be read is a problem document:', () => {
  const post = (type: string, payload: string) =>
    shop.app.inject({
      method: 'POST',
      url: '/checkout',
      headers: { 'content-type': type },
      payload,
    })

  it.each([
    ['cut off', 'application/json', '{"pack":', 400],
    ['empty', 'application/json', '', 400],
    ['with a prototype', 'application/json', '{"answers":{"__proto__":{"staff":1}}}', 400],
    ['with a constructor', 'application/json', '{"answers":{"constructor":{"prototype":{}}}}', 400],
    ['too large', 'application/json', `{"email":"${'a'.repeat(66_000)}"}`, 413],
    ['too large a form', 'application/x-www-form-urlencoded', `a=${'b'.repeat(66_000)}`, 413],
    ['text', 'text/plain', 'one pack, please', 415],
    ['XML', 'application/xml', '<order/>', 415],
    ['deeply nested', 'application/json', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, 422],
  ])('%s', async (_, type, payload, status) => {
    const answer = await post(type, payload)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const words = { title: expect.any(String), detail: expect.stringMatching(/\.$/) }
    expect(answer.json()).toMatchObject({ type: 'about:blank', status, ...words })
  })
})

describe('an Idempotency-Key', () => {
  const withKey = (key: string, body = orderBody()) =>
    postOrder(shop, body, { 'idempotency-key': key })

  it('gives the same order for the same body', async () => {
    const key = randomUUID()
    const first = (await withKey(key)).json()
    expect((await withKey(key)).json()).toEqual(first)
  })

  const closings = ['paid', 'async-paid', 'expired']

  it.each(closings)('never gives a payment page that is closed (%s): 409', async (outcome) => {
    const key = randomUUID()
    const { order, token, url } = (await withKey(key)).json()
    await choose(url, outcome)
    const answer = await withKey(key)
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({ order, token, title: 'Payment page closed' })
    expect(answer.json().detail).toContain(`/orders/${token}, or use a new key`)
    expect(answer.body).not.toContain(url)
  })

  it('nor that of a paid order whose session the process had no time to store', async () => {
    const key = randomUUID()
    const { order, token, url } = (await withKey(key)).json()
    const { db } = shop.site.database
    await db.updateTable('orders').set({ session_id: null }).where('id', '=', order).execute()
    await choose(url, 'paid')
    await shop.until(token, ({ state }) => state === 'paid')
    expect((await withKey(key)).statusCode).toBe(409)
  })

  it('gives one order to twenty who send it at once', async () => {
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 20 }, () => withKey(key)))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  })

  it.each([
    ['tier', { tier: 'full' }],
    ['e-mail', { email: 'other@example.com' }],
    ['currency', { currency: 'gbp' }],
    ['answers', { answers: answersWith('company.staff', 19) }],
  ])('with another %s is 422', async (_, changes) => {
    const key = randomUUID()
    await withKey(key)
    const answer = await withKey(key, orderBody(changes))
    expect([answer.statusCode, answer.json().title]).toEqual([422, 'Idempotency key used before'])
  })

  it('that is longer than we keep is 422', async () => {
    expect((await withKey('k'.repeat(256))).statusCode).toBe(422)
  })

  it('that no database takes is 422, as a form’s draft can be', async () => {
    const answer = await postForm(shop, orderForm({ draft: 'a\u0000b' }), 'application/json')
    expect(answer.statusCode).toBe(422)
    expect(answer.json().fields).toEqual({
      idempotencyKey: 'Use a key without control characters, such as a UUID.',
    })
  })

  it('goes on with the order for which Stripe had failed', async () => {
    const key = randomUUID()
    await shop.bank.fail(2)
    expect((await withKey(key)).statusCode).toBe(503)
    const { token } = (await withKey(key)).json()
    expect(await shop.buyer.status(token)).toMatchObject({ state: 'awaiting-payment' })
  })
})
