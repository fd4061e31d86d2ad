import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { goInstallLine } from '../../dev/go-program.ts'
import type { Manifest } from '../../documents/manifest-schema.ts'
import { readZip } from '../documents/zip-reader.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { emptyBucket, storageFolder } from '../stores.ts'
import { answersWith } from './calls.ts'

const isAbsent = inject('s3') === null
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe.skipIf(isAbsent)(
  `the whole life of an order on S3${isAbsent ? ` (${goInstallLine})` : ''}`,
  () => {
    const environment = isAbsent ? {} : emptyBucket()
    let shop: Shop
    let order: string
    let token: string
    beforeAll(async () => {
      shop = await openShop({ environment })
      ;({ order, token } = await shop.buy())
      await shop.until(token, ({ release }) => release !== null)
    })
    afterAll(() => shop.close())

    const get = (headers: Record<string, string> = {}, query = '') =>
      shop.app.inject({ url: `/orders/${token}/pack.zip${query}`, headers })

    const releases = async () => (await shop.buyer.status(token)).releases

    /** What the bucket's own server has of the order, whatever we believe. */
    const onDisk = () => globSync(`**/${order}/*`, { cwd: storageFolder(environment, '') })

    it('has its first release, and is tailored until it is complete', async () => {
      const { release } = await shop.until(token, isComplete)
      expect(release).toMatchObject({ version: (await releases()).length, degraded: false })
      expect(release?.version).toBeGreaterThan(1)
    })

    it('delivers each release, with the bytes that its customer is told of', async () => {
      for (const { version, sha256 } of await releases()) {
        const { rawPayload } = await get({}, `?version=${version}`)
        expect(hashOf(rawPayload), `v${version}`).toBe(sha256)
      }
    })

    it.each([
      ['its beginning', 'bytes=0-9', [0, 10]],
      ['its middle, across what is sealed as one', 'bytes=70000-140000', [70_000, 140_001]],
      ['its end', 'bytes=-500', [-500]],
    ])('delivers a part of one: %s', async (_, range, [start, end]) => {
      const whole = await get()
      const { statusCode, rawPayload } = await get({ range })
      expect(statusCode).toBe(206)
      expect(rawPayload.equals(whole.rawPayload.subarray(start, end))).toBe(true)
    })

    it('keeps in the bucket what belongs to the order in its folders, and sealed', async () => {
      const { blobs } = shop.site
      const rooms = ['packs', 'pages', 'ahead'].map((room) => Array.fromAsync(blobs.list(room)))
      const keys = (await Promise.all(rooms)).flat().map(({ key }) => key)
      expect(keys.length).toBeGreaterThan(20)
      expect(onDisk().toSorted()).toEqual(keys.toSorted())
      for (const key of keys) {
        const first = await buffer((await blobs.read(key, { start: 0, end: 3 }))!)
        expect(first.toString(), key).toBe('PHB1')
      }
    })

    it('builds its packs anew when the bucket has lost them, the same to the byte', async () => {
      const sold = await releases()
      expect(await shop.site.blobs.removeAll('packs')).toBe(sold.length)
      for (const { version, sha256 } of sold) {
        const { statusCode, rawPayload } = await get({}, `?version=${version}`)
        expect([statusCode, hashOf(rawPayload)]).toEqual([200, sha256])
      }
    })

    it('renders its documents anew for a correction when the bucket has lost those', async () => {
      const before = (await releases()).length
      expect(await shop.site.blobs.removeAll('pages')).toBeGreaterThan(20)
      const payload = { answers: answersWith('company.legalName', 'Other Name Ltd') }
      const url = `/orders/${token}/corrections`
      expect((await shop.app.inject({ method: 'POST', url, payload })).statusCode).toBe(202)
      await shop.until(token, (status) => isComplete(status) && status.releases.length > before)
    })

    it('has the corrected name in its documents, each as the manifest has it', async () => {
      const entries = await readZip((await get()).rawPayload)
      const named = (end: string) => entries.find(({ path }) => path.endsWith(end))
      const manifest: Manifest = JSON.parse(String(named('/manifest.json')?.bytes))
      expect(manifest.files.length).toBeGreaterThan(20)
      for (const { path, sha256 } of manifest.files)
        expect(hashOf(named(`/${path}`)!.bytes), path).toBe(sha256)
      const word = await readZip(entries.find(({ path }) => /\/02-.*\.docx$/.test(path))!.bytes)
      const text = word.find(({ path }) => path === 'word/document.xml')?.bytes.toString()
      expect(text).toContain('Other Name Ltd')
    })

    it('leaves nothing in the bucket once it is erased', async () => {
      expect(onDisk().length).toBeGreaterThan(20)
      const url = `/orders/${token}/erasure`
      await shop.app.inject({ method: 'POST', url, payload: { confirm: 'erase' } })
      await expect.poll(onDisk).toEqual([])
      expect((await shop.site.orders.byId(order))?.state).toBe('erased')
      expect((await get()).statusCode).toBe(410)
    })

    it('goes beside a sample that is nobody’s', async () => {
      const { statusCode, rawPayload } = await shop.app.inject('/packs/gdpr/sample.zip')
      expect([statusCode, rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
    })
  },
)
