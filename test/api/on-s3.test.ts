import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { goInstallLine } from '../../dev/go-program.ts'
import { openShop, type Shop } from '../shop.ts'
import { emptyBucket } from '../stores.ts'

const isAbsent = inject('s3') === null
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe.skipIf(isAbsent)(`a shop on S3${isAbsent ? ` (${goInstallLine})` : ''}`, () => {
  let shop: Shop
  let order: string
  let token: string
  beforeAll(async () => {
    shop = await openShop({ workers: ['orders', 'assembly'], environment: emptyBucket() })
    ;({ order, token } = await shop.buy())
    await shop.until(token, ({ release }) => release !== null)
  })
  afterAll(() => shop.close())

  const get = (headers: Record<string, string> = {}, query = '') =>
    shop.app.inject({ url: `/orders/${token}/pack.zip${query}`, headers })

  it('delivers each release, whole and in part', async () => {
    const { releases } = await shop.buyer.status(token)
    for (const { version, sha256 } of releases) {
      const { rawPayload } = await get({}, `?version=${version}`)
      expect(hashOf(rawPayload)).toBe(sha256)
    }
    const whole = await get()
    const { statusCode, rawPayload } = await get({ range: 'bytes=70000-140000' })
    expect(statusCode).toBe(206)
    expect(rawPayload.equals(whole.rawPayload.subarray(70_000, 140_001))).toBe(true)
  })

  it('keeps in the bucket what belongs to the order in its folders, and sealed', async () => {
    const { blobs } = shop.site
    const rooms = ['packs', 'pages', 'ahead'].map((room) => Array.fromAsync(blobs.list(room)))
    const keys = (await Promise.all(rooms)).flat().map(({ key }) => key)
    expect(keys.length).toBeGreaterThan(20)
    for (const key of keys) {
      expect(key.split('/')[1]).toBe(order)
      const first = await buffer((await blobs.read(key, { start: 0, end: 3 }))!)
      expect(first.toString()).toBe('PHB1')
    }
  })

  it('builds a pack anew that the bucket has lost, the same to the byte', async () => {
    const before = await get()
    expect(await shop.site.blobs.removeAll('packs')).toBe(1)
    const after = await get()
    expect([after.statusCode, after.rawPayload.equals(before.rawPayload)]).toEqual([200, true])
  })

  it('gives its sample away', async () => {
    const { statusCode, rawPayload } = await shop.app.inject('/packs/gdpr/sample.zip')
    expect([statusCode, rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
  })
})
