import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { orderBody, orderForm } from './calls.ts'
import { placesIn, replaced, strange } from './strange.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [] })
})
afterAll(() => shop.close())

const json = 'application/json'
const urlencoded = 'application/x-www-form-urlencoded'

const post = (payload: string, type: string, accept = json) =>
  shop.app.inject({
    method: 'POST',
    url: '/checkout',
    headers: { 'content-type': type, accept },
    payload,
  })

const places = fc.constantFrom(...placesIn(orderBody()))

it('whatever stands anywhere in the JSON of an order, the answer is no server error', async () => {
  const changes = fc.array(fc.tuple(places, strange), { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(changes, async (changes) => {
      const body = changes.reduce<unknown>(
        (whole, [place, value]) => replaced(whole, place, value),
        orderBody(),
      )
      const { statusCode } = await post(JSON.stringify(body), json)
      expect([201, 400, 422]).toContain(statusCode)
    }),
    { numRuns: 300 },
  )
})

it('whatever stands in a form, the answer is no server error', async () => {
  const names = fc.oneof(
    fc.constantFrom(...orderForm().keys()),
    fc.constantFrom('__proto__', 'systems.999.name', 'systems.-1.name', 'company', 'systems..name'),
    fc.string(),
  )
  const values = fc.string({ unit: 'binary', maxLength: 400 })
  const accepts = fc.constantFrom(json, 'text/html')
  const changes = fc.array(fc.tuple(names, values, fc.boolean()), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(changes, accepts, async (changes, accept) => {
      const form = orderForm()
      for (const [name, value, again] of changes)
        if (again) form.append(name, value)
        else form.set(name, value)
      const { statusCode } = await post(form.toString(), urlencoded, accept)
      expect([303, 422]).toContain(statusCode)
    }),
    { numRuns: 200 },
  )
})

it('whatever is no order at all, the answer is no server error', async () => {
  const types = fc.constantFrom(json, urlencoded, 'multipart/form-data', `${json}; charset=utf-7`)
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.json())
  await fc.assert(
    fc.asyncProperty(texts, types, async (text, type) => {
      expect([400, 415, 422]).toContain((await post(text, type)).statusCode)
    }),
    { numRuns: 300 },
  )
})

it('whatever stands in the path of a link, the answer is 404', async () => {
  const segments = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).map(encodeURI)
  const rests = fc.constantFrom('', '/events', '/pack.zip', '/pack.zip?version=1')
  const raw = fc.constantFrom(
    '%',
    '%ff',
    '%00',
    '..%2f',
    'a-b',
    `${'a'.repeat(24)}-${'b'.repeat(43)}`,
  )
  let tries = 0
  await fc.assert(
    fc.asyncProperty(fc.oneof(segments, raw), rests, async (segment, rest) => {
      // Each from elsewhere: who follows many wrong links is refused.
      const remoteAddress = `198.51.${++tries >> 8}.${tries & 255}`
      const { statusCode } = await shop.app.inject({
        url: `/orders/${segment}${rest}`,
        remoteAddress,
      })
      expect(statusCode).toBe(404)
    }),
    { numRuns: 300 },
  )
})
