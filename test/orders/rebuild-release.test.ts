import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Print } from '../../orders/release/print-pack.ts'
import { createRebuildRelease } from '../../orders/release/rebuild-release.ts'
import type { Composition } from '../../pack/release.ts'
import { createCorrections } from '../../store/orders/corrections.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createReleaseStore } from '../../store/orders/releases.ts'
import { describeOnBoth } from '../databases.ts'
import { newOrder } from '../store/new-order.ts'

const datedAt = '2026-11-21T10:00:00.000Z'

describeOnBoth('a release whose file is lost', (database) => {
  const orders = () => createOrderStore(database())
  const releases = () => createReleaseStore(database())

  /** An order with two releases; of the first, the file is lost. */
  async function published() {
    const order = await orders().create(newOrder())
    await orders().advance(order.id, { from: ['awaiting-payment'], to: 'paid' })
    for (const version of [1, 2]) {
      const composition = { version, datedAt, sections: [] }
      await releases().plan(order.id, composition)
      const { zip, ...file } = printed('old', composition)
      await releases().publish(order.id, version, file)
    }
    return { order, lost: printed('old', { version: 1, datedAt, sections: [] }) }
  }

  function rebuilder(print: Print, clock = () => new Date()) {
    const kept: string[] = []
    const seen: object[] = []
    const rebuild = createRebuildRelease({
      orders: createCorrections(database()),
      releases: releases(),
      blobs: { of: (order) => ({ put: async (key) => void kept.push(`${order} ${key}`) }) },
      print,
      clock,
      observe: { rebuilt: (release) => seen.push(release) },
    })
    return { rebuild, kept, seen }
  }

  const firstFile = async (order: string) => (await releases().files(order))[1]

  it('has the same file again when the bytes are what they were', async () => {
    const { order, lost } = await published()
    const { sha256, bytes } = lost
    const { rebuild, kept, seen } = rebuilder(by('old'))
    expect(await rebuild(order, { version: 1, sha256 })).toEqual({ sha256, bytes })
    expect(kept).toEqual([`${order.id} packs/${sha256}.zip`])
    expect(seen).toEqual([{ order: order.id, version: 1, lost: sha256, sha256 }])
    expect(await firstFile(order.id)).toMatchObject({ sha256, publishedSha256: sha256 })
  })

  it('keeps both hashes when the bytes are others, and leaves other releases alone', async () => {
    const { order, lost } = await published()
    const [second] = await releases().files(order.id)
    const stands = await rebuilder(by('newer')).rebuild(order, { version: 1, ...lost })
    expect(stands?.sha256).not.toBe(lost.sha256)
    expect(await firstFile(order.id)).toMatchObject({ ...stands, publishedSha256: lost.sha256 })
    expect((await releases().files(order.id))[0]).toEqual(second)
  })

  it('stays what the first of two processes made of it', async () => {
    const { order, lost } = await published()
    const gone = { version: 1, sha256: lost.sha256 }
    const stands = await rebuilder(by('newer')).rebuild(order, gone)
    expect(await rebuilder(by('newest')).rebuild(order, gone)).toEqual(stands)
    expect(await firstFile(order.id)).toMatchObject({ ...stands })
  })

  it('can be lost once more', async () => {
    const { order, lost } = await published()
    const once = await rebuilder(by('newer')).rebuild(order, { version: 1, sha256: lost.sha256 })
    const gone = { version: 1, sha256: once?.sha256 ?? '' }
    const twice = await rebuilder(by('newest')).rebuild(order, gone)
    expect(twice?.sha256).not.toBe(once?.sha256)
    expect(await firstFile(order.id)).toMatchObject({ ...twice, publishedSha256: lost.sha256 })
  })

  it('waits while another is built', async () => {
    const { order, lost } = await published()
    const gone = { version: 1, sha256: lost.sha256 }
    const { promise, resolve } = Promise.withResolvers<void>()
    const { rebuild } = rebuilder(async (...work) => {
      await promise
      return by('old')(...work)
    })
    const building = rebuild(order, gone)
    expect(await rebuild(order, gone)).toBeNull()
    resolve()
    expect(await building).toMatchObject({ sha256: lost.sha256 })
  })

  it('is left alone for a minute when it could not be built, and others are not', async () => {
    const [{ order, lost }, other] = [await published(), await published()]
    const gone = { version: 1, sha256: lost.sha256 }
    let [time, tries] = [Date.now(), 0]
    let print: Print = async () => {
      tries += 1
      throw new Error('disk full')
    }
    const { rebuild } = rebuilder(
      (...work) => print(...work),
      () => new Date(time),
    )
    const causes = []
    for (let asked = 0; asked < 3; asked += 1)
      causes.push(await rebuild(order, gone).catch(({ name, cause }) => [name, cause?.message]))
    expect(causes).toEqual([
      ['NotRebuilt', 'disk full'],
      ['NotRebuilt', undefined],
      ['NotRebuilt', undefined],
    ])
    expect(tries).toBe(1)
    print = by('old')
    const second = { version: 2, sha256: 'another' }
    expect(await rebuild(other.order, second)).not.toBeNull()
    await expect(rebuild(order, gone)).rejects.toMatchObject({ name: 'NotRebuilt' })
    time += 60_000
    expect(await rebuild(order, gone)).toMatchObject({ sha256: lost.sha256 })
  })
})

const by =
  (engine: string): Print =>
  async (_, composition) =>
    printed(engine, composition)

function printed(engine: string, composition: Composition) {
  const { version, datedAt, sections } = composition
  const zip = Buffer.from(JSON.stringify([engine, version, datedAt, sections]))
  return {
    zip,
    sha256: createHash('sha256').update(zip).digest('hex'),
    bytes: zip.length,
    manifestSha256: 'cc',
  }
}
