import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [] })
})
afterAll(() => shop.close())

const get = (url: string, headers: Record<string, string> = {}) => shop.app.inject({ url, headers })

it('the sample pack is a zip to download, the same for all who ask at once', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => get('/packs/gdpr/sample.zip')))
  const tags = answers.map(({ headers }) => headers['etag'])
  expect(new Set(tags).size).toBe(1)
  for (const { statusCode, headers, rawPayload } of answers) {
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/zip'])
    expect(headers['content-disposition']).toBe('attachment; filename="gdpr-sample.zip"')
    expect(rawPayload.subarray(0, 2).toString()).toBe('PK')
  }
})

it('who has the sample already is told so', async () => {
  const { headers } = await get('/packs/gdpr/sample.zip')
  const again = await get('/packs/gdpr/sample.zip', { 'if-none-match': String(headers['etag']) })
  expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])
})

it('a sample that was deleted is made again', async () => {
  expect(await shop.site.blobs.removeAll('samples')).toBe(1)
  const answers = await Promise.all([1, 2].map(() => get('/packs/gdpr/sample.zip')))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
})

it('a pack that is not sold has no sample', async () => {
  const { statusCode, body } = await get('/packs/horses/sample.zip')
  expect([statusCode, body]).toEqual([404, expect.stringContaining('sample')])
})
