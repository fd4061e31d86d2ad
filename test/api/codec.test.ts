import { randomBytes } from 'node:crypto'
import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'

const origin = 'https://temporal.example'

let shop: Shop
let connection: Connection
beforeAll(async () => {
  shop = await openShop({
    environment: {
      PAYLOAD_KEY: randomBytes(32).toString('base64'),
      CODEC_ORIGIN: origin,
      OPS_TOKENS: 'ben:viewer:token-of-ben',
    },
  })
  connection = await Connection.connect({ address: shop.settings.TEMPORAL_ADDRESS })
})
afterAll(async () => {
  await connection.close()
  await shop.close()
})

interface Sealed {
  readonly metadata: Record<string, string>
  readonly data: string
}

/** All payloads in a history, as Temporal UI has them: bytes in base64. */
function payloadsIn(value: unknown): Sealed[] {
  if (typeof value !== 'object' || value === null) return []
  const { metadata, data } = value as Partial<Sealed>
  if (metadata?.['encryption-key-id'] !== undefined) return [{ metadata, data: data! }]
  return Object.values(value).flatMap(payloadsIn)
}

/**
 * How each payload is encoded, but for search attributes, which Temporal has to read, and for the SDK's own
 * markers, which name the patches of our workflow.
 */
function encodingsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const { metadata } = value as Partial<Sealed>
  if (metadata?.['encoding'] !== undefined)
    return [Buffer.from(metadata['encoding'], 'base64').toString()]
  return Object.entries(value)
    .filter(([name]) => !/searchAttributes|markerRecorded/i.test(name))
    .flatMap(([, inner]) => encodingsIn(inner))
}

const decode = (payloads: unknown, headers: Record<string, string> = {}) =>
  shop.app.inject({ method: 'POST', url: '/ops/codec/decode', headers, payload: { payloads } })
const ben = { authorization: 'Bearer token-of-ben' }

describe('a run whose payloads are sealed', () => {
  let history: string
  let order: string
  beforeAll(async () => {
    const bought = await shop.buy()
    order = bought.order
    await shop.until(bought.token, ({ state }) => state === 'complete')
    const run = new Client({ connection }).workflow.getHandle(`order-${order}`)
    history = JSON.stringify((await run.fetchHistory()).events)
  })

  it('goes from its payment to its end, and its history names no artefact and no outcome', () => {
    const encodings = encodingsIn(JSON.parse(history))
    expect(encodings.length).toBeGreaterThan(10)
    expect(new Set(encodings)).toEqual(new Set(['binary/encrypted']))
    expect(history).not.toContain('risk-plan')
  })

  it('is opened for those who run the shop, and their browser from the UI’s own pages', async () => {
    const [first] = payloadsIn(JSON.parse(history))
    const answer = await decode([first], { ...ben, origin })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['access-control-allow-origin']).toBe(origin)
    const [{ data }] = answer.json().payloads
    expect(Buffer.from(data, 'base64').toString()).toContain(order)
  })

  it('is opened for nobody else', async () => {
    const [first] = payloadsIn(JSON.parse(history))
    expect((await decode([first])).statusCode).toBe(401)
    const stranger = await decode([first], { ...ben, origin: 'https://evil.example' })
    expect(stranger.headers['access-control-allow-origin']).toBeUndefined()
  })
})

it('what failed in a run is not told there either', async () => {
  const { order, url, token } = await shop.order()
  await shop.alter(order, { answers: { from: 'another age' } })
  await shop.buyer.pay(url)
  await shop.until(token, ({ attention }) => attention === 'parked')
  const run = new Client({ connection }).workflow.getHandle(`order-${order}`)
  const history = JSON.stringify((await run.fetchHistory()).events)
  expect(history).toContain('Encoded failure')
  expect(history).not.toContain('cannot be built')
})

it.each([
  ['nothing', undefined],
  ['words', 'x'],
  ['numbers', [1]],
  ['bytes that are no text', [{ data: 1 }]],
])('%s is refused in a sentence', async (_, payloads) => {
  const answer = await decode(payloads, ben)
  expect(answer.statusCode).toBe(422)
  expect(answer.json().detail).toMatch(/list “payloads”/)
})

it('one without bytes, as of no argument, is as it was', async () => {
  const none = [{ metadata: null, data: null }, {}]
  const answer = await decode(none, ben)
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    { payloads: none.map(() => ({ metadata: {}, data: '' })) },
  ])
})

it('a payload that was changed is refused, and what is to be looked at is said', async () => {
  const metadata = { encoding: 'YmluYXJ5L2VuY3J5cHRlZA==', 'encryption-key-id': 'YWJjZA==' }
  const answer = await decode([{ metadata, data: 'AAAA' }], ben)
  expect(answer.statusCode).toBe(422)
  expect(answer.json().detail).toMatch(/key abcd, which PAYLOAD_KEY lacks/)
})
