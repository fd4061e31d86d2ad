import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { KeptBlobs } from '../../clients/blobs/order-blobs.ts'
import { house } from './blob-house.ts'

describe('what lies in clear under the key itself', () => {
  const pack = Buffer.from('0123456789')
  const named = `packs/${createHash('sha256').update(pack).digest('hex')}.zip`
  const nothing = [false, null, null]
  const all = async (mine: KeptBlobs, key: string) => [
    await mine.has(key),
    await mine.get(key),
    await mine.read(key),
  ]

  it('is the pack of an earlier build, and read until it is sealed', async () => {
    const { blobs, store } = house()
    const mine = blobs.of('ord_1')
    expect(await all(mine, named)).toEqual(nothing)
    await store.put(named, pack)
    expect([await mine.has(named), await mine.get(named)]).toEqual([true, pack])
    const parts = [undefined, { start: 2, end: 4 }].map((range) => mine.read(named, range))
    const read = (await Promise.all(parts)).map((part) => buffer(part!))
    expect((await Promise.all(read)).map(String)).toEqual(['0123456789', '234'])
  })

  it.each([named, 'pages/a.pdf', 'ahead/a.pdf'])(
    'is nothing of ours where somebody else put it: %s',
    async (place) => {
      const { blobs, store } = house()
      await store.put(place, Buffer.from('planted'))
      expect(await all(blobs.of('ord_1'), place)).toEqual(nothing)
    },
  )
})
