import { createHash, createPublicKey } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkPack } from '../../commands/verify/pack.ts'
import type { ReleaseStatus } from '../../pack/status.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { takeBack } from '../store/taken-back.ts'
import { counted } from './calls.ts'

let shop: Shop
let token: string
let first: ReleaseStatus
let newest: ReleaseStatus
beforeAll(async () => {
  shop = await openShop()
  token = (await shop.buy()).token
  const { releases } = await shop.until(token, isComplete)
  ;[newest, first] = releases as [ReleaseStatus, ReleaseStatus]
})
afterAll(() => shop.close())

const get = (query = '', headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  shop.app.inject({ method, url: `/orders/${token}/pack.zip${query}`, headers })
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('a download', () => {
  it('is the newest release', async () => {
    const answer = await get()
    expect([answer.statusCode, hashOf(answer.rawPayload)]).toEqual([200, newest.sha256])
    expect(answer.headers['content-length']).toBe(String(newest.bytes))
  })

  it('is the version asked for', async () => {
    const answer = await get('?version=1')
    expect([answer.statusCode, hashOf(answer.rawPayload)]).toEqual([200, first.sha256])
  })

  it('is what the order’s JSON links to', async () => {
    for (const { url, sha256 } of [first, newest]) {
      const bytes = await (await fetch(url)).arrayBuffer()
      expect(hashOf(Buffer.from(bytes))).toBe(sha256)
    }
  })

  it.each(['0', '3', '01', '1.0', '-1', 'newest', '', '1&version=2', '__proto__', '%00'])(
    'of the version %j is 404',
    async (version) => {
      const answer = await get(`?version=${version}`)
      expect(answer.statusCode).toBe(404)
      expect(answer.headers['content-type']).toContain('application/problem+json')
    },
  )

  it('has a name to be kept under', async () => {
    const names = [await get(), await get('?version=1')].map(
      ({ headers }) => headers['content-disposition'],
    )
    expect(names).toEqual([
      'attachment; filename="gdpr-pack-v2.zip"',
      'attachment; filename="gdpr-pack-v1.zip"',
    ])
  })

  it('is a zip that only its owner may cache, and whose link goes nowhere', async () => {
    expect((await get()).headers).toMatchObject({
      'content-type': 'application/zip',
      'cache-control': 'private',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })

  it('is counted once it is sent whole', async () => {
    const downloads = () => counted(shop, 'downloads_total', { tier: 'self-serve', version: '1' })
    const before = await downloads()
    await get('?version=1', {}, 'HEAD')
    await get('?version=1', { range: 'bytes=0-9' })
    await get('?version=1', { 'if-none-match': `"${first.sha256}"` })
    expect(await downloads()).toBe(before)
    await get('?version=1')
    expect(await downloads()).toBe(before + 1)
  })
})

describe('an ETag', () => {
  it('is the file’s SHA-256', async () => {
    expect((await get()).headers.etag).toBe(`"${newest.sha256}"`)
  })

  it.each([
    ['the tag', (tag: string) => tag],
    ['the tag, made weak by a proxy', (tag: string) => `W/${tag}`],
    ['the tag among others', (tag: string) => `"other", ${tag}`],
    ['anything', () => '*'],
  ])('saves the download of whoever names %s', async (_, header) => {
    const answer = await get('', { 'if-none-match': header(`"${newest.sha256}"`) })
    expect([answer.statusCode, answer.body]).toEqual([304, ''])
  })

  it('of another release does not', async () => {
    expect((await get('', { 'if-none-match': `"${first.sha256}"` })).statusCode).toBe(200)
  })
})

describe('If-Match', () => {
  it.each([
    ['the tag', (tag: string) => tag],
    ['the tag among others', (tag: string) => `"other", ${tag}`],
    ['anything', () => '*'],
  ])('sends the file to whoever names %s', async (_, header) => {
    expect((await get('', { 'if-match': header(`"${newest.sha256}"`) })).statusCode).toBe(200)
  })

  it.each([
    ['another release', () => `"${first.sha256}"`],
    ['the tag made weak', () => `W/"${newest.sha256}"`],
  ])('of %s is 412', async (_, header) => {
    const answer = await get('', { 'if-match': header(), range: 'bytes=0-9' })
    expect([answer.statusCode, answer.json().title]).toEqual([412, 'Another version by now'])
  })
})

describe('a range', () => {
  it.each([
    ['bytes=0-99', (all: Buffer) => all.subarray(0, 100)],
    ['bytes=100-', (all: Buffer) => all.subarray(100)],
    ['bytes=-50', (all: Buffer) => all.subarray(-50)],
    ['bytes=5-5', (all: Buffer) => all.subarray(5, 6)],
    ['bytes=10-999999999999', (all: Buffer) => all.subarray(10)],
    ['bytes=-999999999999', (all: Buffer) => all],
  ])('%s is 206 and these bytes', async (range, part) => {
    const all = (await get()).rawPayload
    const answer = await get('', { range })
    expect([answer.statusCode, answer.rawPayload]).toEqual([206, part(all)])
    const start = all.indexOf(answer.rawPayload)
    const end = start + answer.rawPayload.length - 1
    expect(answer.headers['content-range']).toBe(`bytes ${start}-${end}/${all.length}`)
    expect(answer.headers['content-length']).toBe(String(answer.rawPayload.length))
  })

  it.each(['bytes=999999999-', 'bytes=-0', `bytes=${'9'.repeat(30)}-`])(
    '%s is 416 with the size',
    async (range) => {
      const answer = await get('', { range })
      expect(answer.statusCode).toBe(416)
      expect(answer.headers['content-range']).toBe(`bytes */${newest.bytes}`)
    },
  )

  it.each(['bytes=9-5', 'bytes=-', 'bytes=0-1,4-5', 'pages=1-2', 'bytes=a-b', 'rubbish'])(
    '%s is ignored',
    async (range) => {
      expect((await get('', { range })).statusCode).toBe(200)
    },
  )

  it('of the release that If-Range names is 206, of another the whole', async () => {
    const ask = (tag: string) => get('', { range: 'bytes=0-9', 'if-range': `"${tag}"` })
    const answers = [await ask(newest.sha256), await ask(first.sha256)]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([206, 200])
  })
})

it('a download that was taken back is 410', async () => {
  const other = await shop.buy()
  await shop.until(other.token, isComplete)
  await takeBack(shop.site.orders, other.order)
  const answer = await shop.app.inject({ url: `/orders/${other.token}/pack.zip` })
  expect([answer.statusCode, answer.json().title]).toEqual([410, 'No longer available'])
})

describe('a file that the storage has lost', () => {
  const lose = () => shop.site.blobs.removeAll('packs')

  it('is built anew for whoever asks for it, the same to the byte', async () => {
    const published = await get()
    await lose()
    const answer = await get()
    expect([answer.statusCode, answer.headers.etag]).toEqual([200, `"${newest.sha256}"`])
    expect(answer.headers['content-length']).toBe(String(newest.bytes))
    expect(answer.rawPayload.equals(published.rawPayload)).toBe(true)
    const key = await shop.app.inject('/.well-known/packhorse-signing-key')
    const { order, release } = checkPack(answer.rawPayload, [createPublicKey(key.body)])
    expect(release).toBe(newest.version)
    const [file] = await shop.site.releases.files(order)
    expect(file).toMatchObject({ sha256: newest.sha256, publishedSha256: newest.sha256 })
  })

  it('waits its turn behind another, which whoever asks is told', async () => {
    await lose()
    const answers = await Promise.all([get('?version=1'), get('?version=2')])
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 503]))
    const told = answers.find(({ statusCode }) => statusCode === 503)
    expect(told?.headers['retry-after']).toBe('5')
    expect(told?.json().title).toBe('The pack is waiting to be built anew')
    const again = [await get('?version=1'), await get('?version=2')]
    expect(again.map(({ rawPayload }) => hashOf(rawPayload))).toEqual([first.sha256, newest.sha256])
  })

  it('and that cannot be built anew is 503, in a sentence that says when to ask again', async () => {
    const { database } = shop.site
    const other = await shop.buy()
    await shop.until(other.token, isComplete)
    const { db } = database
    // As after a content that reads its answers no more.
    await db.updateTable('orders').set({ pack: 'tax' }).where('id', '=', other.order).execute()
    await shop.site.blobs.of(other.order).removeAll()
    const ask = () => shop.app.inject({ url: `/orders/${other.token}/pack.zip` })
    for (const { statusCode, headers, json } of [await ask(), await ask()]) {
      expect([statusCode, headers['retry-after']]).toEqual([503, '60'])
      expect(json().title).toBe('The pack cannot be built anew at the moment')
    }
  })
})
