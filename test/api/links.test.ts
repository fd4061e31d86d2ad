import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'

let shop: Shop
let token: string
beforeAll(async () => {
  shop = await openShop({ workers: [] })
  token = (await shop.order()).token
})
afterAll(() => shop.close())

let asks = 0

/** Each from another address: who follows many wrong links is refused. */
const get = (link: string, rest: string, accept = 'application/json') =>
  shop.app.inject({
    url: `/orders/${link}${rest}`,
    headers: { accept },
    remoteAddress: `192.0.2.${++asks}`,
  })

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** The bits of the last character that base64url has over. */
const sameBytes = (link: string) =>
  link.slice(0, -1) + alphabet[alphabet.indexOf(link.at(-1) ?? '') ^ 1]

const wrong: readonly [string, (link: string) => string][] = [
  ['unknown', () => `${'a'.repeat(24)}-${'b'.repeat(43)}`],
  ['of another order', (link) => `${'0'.repeat(24)}-${link.split('-').slice(1).join('-')}`],
  ['altered', (link) => link.replace(/-./, (two) => (two === '-A' ? '-B' : '-A'))],
  ['altered in bits that decoding drops', sameBytes],
  ['cut off', (link) => link.slice(0, -1)],
  ['longer', (link) => `${link}A`],
  ['without its seal', (link) => link.split('-')[0] ?? ''],
  ['with an empty seal', (link) => `${link.split('-')[0]}-`],
  ['the order’s id', (link) => `ord_${link.split('-')[0]}`],
  ['in capitals', (link) => link.toUpperCase()],
  ['followed by a space', (link) => `${link}%20`],
]

describe.each(['', '/events', '/pack.zip', '/pack.zip?version=1'])('a link to …%s', (rest) => {
  it.each(wrong)('that is %s is 404, in the words for any other', async (_, change) => {
    const answer = await get(change(token), rest)
    const any = await get('any', rest)
    expect([answer.statusCode, answer.body]).toEqual([404, any.body])
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  it.each([
    ['no character', '%ff'],
    ['half an escape', '%'],
    ['too long', 'a'.repeat(300)],
  ])('that cannot be read is 404: %s', async (_, link) => {
    const answer = await get(link, rest)
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.body).not.toContain(link)
  })
})

it('a wrong link is a page for a browser', async () => {
  const answer = await get('any', '', 'text/html')
  expect(answer.statusCode).toBe(404)
  expect(answer.headers['content-type']).toContain('text/html')
})

it.each(['application/json', 'text/html'])(
  'an order’s page as %s is not stored',
  async (accept) => {
    const { statusCode, headers } = await get(token, '', accept)
    expect(statusCode).toBe(200)
    expect(headers).toMatchObject({
      'cache-control': 'private, no-store',
      vary: 'accept',
      'referrer-policy': 'no-referrer',
    })
  },
)

it('an order’s JSON has the members that programs rely on', async () => {
  const { order } = (await get(token, '')).json()
  expect((await get(token, '')).json()).toEqual({
    order,
    pack: 'gdpr',
    tier: 'self-serve',
    state: 'awaiting-payment',
    attention: null,
    release: null,
    releases: [],
    leftOut: expect.any(Array),
    sections: [],
    nextUpdateBy: null,
    correctable: null,
    correcting: false,
    moneyBack: null,
    takenBack: null,
  })
})

it('an address that we do not have is a problem document', async () => {
  const answer = await shop.app.inject({ url: '/wp-login.php' })
  expect([answer.statusCode, answer.json().title]).toEqual([404, 'Not found'])
})
