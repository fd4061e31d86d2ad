import { createHash } from 'node:crypto'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createSealOlder } from '../../orders/upkeep/seal-older.ts'
import { createOrderKeys } from '../../store/orders/order-keys.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createReleaseStore } from '../../store/orders/releases.ts'
import { describeOnBoth } from '../databases.ts'
import { temporaryFolder } from '../documents/rig.ts'
import { sealedBlobs } from '../sealed-blobs.ts'
import { newOrder } from '../store/new-order.ts'
import { emptyStore } from '../stores.ts'

const never = new AbortController().signal
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

describeOnBoth('blobs that an earlier build kept in clear', (database) => {
  const rooms: { remove(): void }[] = []
  afterAll(() => rooms.forEach((room) => room.remove()))

  function house() {
    const room = temporaryFolder()
    rooms.push(room)
    const store = emptyStore(room.path)
    const blobs = sealedBlobs(database(), room.path, store.blobs)
    const told: number[][] = []
    let lists = 0
    const listed = { ...blobs, list: (name: string) => (lists++, blobs.list(name)) }
    const seal = createSealOlder({
      blobs: listed,
      releases: createReleaseStore(database()),
      clock: () => new Date(),
      observe: { sealedOlder: (...counts) => void told.push(counts) },
    })
    const putDaysAgo = async (days: number, key: string, text = key) => {
      await blobs.put(key, Buffer.from(text))
      const time = new Date(Date.now() - days * 86_400_000)
      utimesSync(join(store.root, key), time, time)
    }
    const keys = async (folder: string) =>
      (await Array.fromAsync(blobs.list(folder))).map(({ key }) => key).sort()
    return { blobs, told, seal, putDaysAgo, keys, lists: () => lists }
  }

  /** An order with a release of this file. */
  async function sold(sha256: string): Promise<string> {
    const { id } = await createOrderStore(database()).create(newOrder())
    await createOrderStore(database()).advance(id, { from: ['awaiting-payment'], to: 'paid' })
    const releases = createReleaseStore(database())
    await releases.plan(id, { version: 1, datedAt: '2026-11-21T10:00:00.000Z', sections: [] })
    await releases.publish(id, 1, { sha256, bytes: 9, manifestSha256: 'cc' })
    return id
  }

  it('are sealed by the key of the order that bought them, with the same bytes', async () => {
    const { blobs, seal, putDaysAgo, keys, told } = house()
    const hash = hashOf('one')
    const id = await sold(hash)
    await putDaysAgo(400, `packs/${hash}.zip`, 'one')
    await seal(never)
    expect(await keys('packs')).toEqual([`packs/${id}/${hash}.zip`])
    expect((await blobs.of(id).get(`packs/${hash}.zip`))?.toString()).toBe('one')
    expect(told).toEqual([[1, 0]])
  })

  it('are not sealed where they are others than were sold: somebody put them there', async () => {
    const { seal, putDaysAgo, keys, told } = house()
    const hash = hashOf('sold')
    await sold(hash)
    await putDaysAgo(1, `packs/${hash}.zip`, 'planted')
    await seal(never)
    expect(await keys('packs')).toEqual([])
    expect(told).toEqual([[0, 1]])
  })

  it('are sealed for each order that has the same file, also one that was built anew', async () => {
    const { seal, putDaysAgo, keys } = house()
    const [sha256, lost] = [hashOf('two'), hashOf('lost')]
    const [one, other] = [await sold(sha256), await sold(lost)]
    await createReleaseStore(database()).rebuilt(other, 1, lost, { sha256, bytes: 9 })
    await putDaysAgo(1, `packs/${sha256}.zip`, 'two')
    await seal(never)
    expect(await keys('packs')).toEqual(
      [one, other].map((id) => `packs/${id}/${sha256}.zip`).sort(),
    )
  })

  it('go, where they are pages, or packs that no release names since a day', async () => {
    const { seal, putDaysAgo, keys, told } = house()
    await putDaysAgo(1, 'pages/a.pdf')
    await putDaysAgo(1, 'ahead/b.pdf')
    await putDaysAgo(0.9, 'packs/young.zip')
    await putDaysAgo(1.1, 'packs/old.zip')
    await putDaysAgo(1.1, 'samples/old.zip')
    await seal(never)
    expect(await Promise.all(['pages', 'ahead', 'packs', 'samples'].map(keys))).toEqual([
      [],
      [],
      ['packs/young.zip'],
      ['samples/old.zip'],
    ])
    expect(told).toEqual([[0, 3]])
  })

  it('go with an order whose key was destroyed', async () => {
    const { seal, putDaysAgo, keys } = house()
    const hash = hashOf('four')
    const id = await sold(hash)
    await database().db.deleteFrom('order_keys').where('order_id', '=', id).execute()
    expect(await createOrderKeys(database()).wrapped(id)).toBeNull()
    await putDaysAgo(1, `packs/${hash}.zip`, 'four')
    await seal(never)
    expect(await keys('packs')).toEqual([])
  })

  it('are looked for until none is left, and sealed ones are left alone', async () => {
    const { blobs, seal, putDaysAgo, keys, lists } = house()
    const id = await sold('ab5')
    await blobs.of(id).put('packs/ab5.zip', Buffer.from('x'))
    await blobs.of(id).put('pages/c.pdf', Buffer.from('x'))
    await putDaysAgo(1, 'pages/a.pdf')
    for (let turn = 0; turn < 4; turn++) await seal(never)
    expect(lists()).toBe(6)
    expect(await keys('pages')).toEqual([`pages/${id}/c.pdf`])
    expect(await keys('packs')).toEqual([`packs/${id}/ab5.zip`])
  })

  it('wait, when it is told to stop', async () => {
    const { seal, putDaysAgo, keys } = house()
    await putDaysAgo(1, 'pages/a.pdf')
    await seal(AbortSignal.abort())
    expect(await keys('pages')).toEqual(['pages/a.pdf'])
  })
})
