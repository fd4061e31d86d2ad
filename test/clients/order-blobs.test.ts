import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ByteRange } from '../../clients/blobs/blobs.ts'
import { chunkBytes } from '../../clients/blobs/sealed-format.ts'
import { house } from './blob-house.ts'

const key = 'packs/a.zip'
const noise = randomBytes(5 * chunkBytes)

/** Around the ends of chunks, where mistakes are. */
const length = fc.oneof(
  fc.nat(200),
  fc.tuple(fc.nat(4), fc.integer({ min: -2, max: 2 })).map(([n, by]) => {
    return Math.max(0, n * chunkBytes + by)
  }),
)

it('give back what was put, whole and in any part', async () => {
  const asked = fc.tuple(length, length, length)
  await fc.assert(
    fc.asyncProperty(asked, async ([bytes, from, to]) => {
      const plain = noise.subarray(0, bytes)
      const mine = house().blobs.of('ord_1')
      await mine.put(key, plain)
      expect(plain.equals((await mine.get(key))!)).toBe(true)
      expect(plain.equals(await buffer((await mine.read(key))!))).toBe(true)
      const [start, end] = [Math.min(from, to), Math.max(from, to)]
      if (end >= bytes) return
      const part = await buffer((await mine.read(key, { start, end }))!)
      expect(plain.subarray(start, end + 1).equals(part)).toBe(true)
    }),
    { numRuns: 150 },
  )
})

it('a part costs the chunks that it touches, and no more', async () => {
  const read: (ByteRange | undefined)[] = []
  const { blobs } = house((store) => ({
    ...store,
    read: (key, range) => {
      read.push(range)
      return store.read(key, range)
    },
  }))
  const mine = blobs.of('ord_1')
  await mine.put(key, noise)
  await buffer((await mine.read(key, { start: 3 * chunkBytes - 1, end: 3 * chunkBytes }))!)
  const [head, part] = read
  expect(head?.end).toBeLessThan(100)
  expect(part!.end - part!.start).toBeLessThan(2 * chunkBytes + 100)
  read.length = 0
  await buffer((await mine.read(key, { start: 0, end: 0 }))!)
  expect(read).toHaveLength(1)
})

describe('one that is not what was put', () => {
  const sealed = async (plain: Buffer) => {
    const made = house()
    const mine = made.blobs.of('ord_1')
    await mine.put(key, plain)
    const file = made.fileOf('ord_1', 'a.zip')
    return { ...made, mine, file, bytes: readFileSync(file) }
  }

  const changes: readonly (readonly [string, (bytes: Buffer) => Buffer])[] = [
    ['begins otherwise', (bytes) => Buffer.concat([Buffer.from('PK'), bytes.subarray(2)])],
    ['has another salt', (bytes) => flipped(bytes, 10)],
    ['has another length', (bytes) => flipped(bytes, 43)],
    ['has another byte', (bytes) => flipped(bytes, 2 * chunkBytes)],
    ['ends early', (bytes) => bytes.subarray(0, -1)],
    ['ends after a chunk', (bytes) => bytes.subarray(0, 44 + 4 * (chunkBytes + 28))],
    ['ends within its head', (bytes) => bytes.subarray(0, 20)],
    ['is empty', () => Buffer.alloc(0)],
    ['goes on', (bytes) => Buffer.concat([bytes, Buffer.from('x')])],
    ['has its chunks in another order', exchanged],
  ]

  it.each(changes)(
    'because it %s, is never read as a pack, and goes when it is downloaded',
    async (_, change) => {
      for (const how of ['get', 'read'] as const) {
        const { mine, file, bytes, damaged } = await sealed(noise)
        writeFileSync(file, change(bytes))
        if (how === 'get') expect(await mine.get(key)).toBeNull()
        else await expect(wholeOf(await mine.read(key))).rejects.toThrow(/blob/)
        expect(damaged).toEqual(['packs/ord_1/a.zip'])
        if (how === 'get') continue
        await expect.poll(() => mine.has(key)).toBe(false)
        await mine.put(key, noise)
        expect(noise.equals((await mine.get(key))!)).toBe(true)
      }
    },
  )

  it.each(['pages', 'ahead'])(
    'makes room for the next, where it is one of the %s',
    async (room) => {
      const { mine, store } = await sealed(noise)
      const page = `${room}/a.pdf`
      await store.put(`${room}/ord_1/a.pdf`, Buffer.from('what a disk made of it'))
      expect(await mine.get(page)).toBeNull()
      await mine.put(page, noise)
      expect(noise.equals((await mine.get(page))!)).toBe(true)
    },
  )

  it('does not become another’s by lying in its place', async () => {
    const { blobs, fileOf, bytes } = await sealed(noise)
    const other = blobs.of('ord_2')
    await other.put(key, Buffer.from('other'))
    writeFileSync(fileOf('ord_2', 'a.zip'), bytes)
    expect(await other.get(key)).toBeNull()
    await blobs.of('ord_1').put('packs/b.zip', Buffer.from('b'))
    writeFileSync(fileOf('ord_1', 'b.zip'), bytes)
    expect(await blobs.of('ord_1').get('packs/b.zip')).toBeNull()
  })
})

it('what is kept holds nothing of what was put', async () => {
  const { blobs, store } = house()
  await blobs.of('ord_1').put(key, Buffer.from('Nordwind GmbH'.repeat(20_000)))
  const kept = await store.get('packs/ord_1/a.zip')
  expect(kept!.length).toBeGreaterThan(260_000)
  expect(kept!.includes('Nordwind')).toBe(false)
})

it('with the order’s key destroyed none of them can be read or put, and all can be removed', async () => {
  const { blobs, destroyed, store } = house()
  const mine = () => blobs.of('ord_1')
  for (const room of ['pages', 'packs', 'ahead']) await mine().put(`${room}/a.pdf`, noise)
  await blobs.of('ord_12').put(key, noise)
  destroyed.add('ord_1')
  const gone = { name: 'Unreadable', message: expect.stringContaining('ord_1 was destroyed') }
  await expect(mine().get('pages/a.pdf')).rejects.toMatchObject(gone)
  await expect(mine().read('packs/a.pdf')).rejects.toMatchObject(gone)
  await expect(mine().put(key, noise)).rejects.toMatchObject(gone)
  expect(await mine().count()).toBe(3)
  expect(await mine().removeAll()).toBe(3)
  expect(await mine().count()).toBe(0)
  expect((await Array.fromAsync(store.list('packs'))).map(({ key }) => key)).toEqual([
    'packs/ord_12/a.zip',
  ])
})

it('a document keeps its seal when it moves to those of a release', async () => {
  const mine = house().blobs.of('ord_1')
  await mine.put('ahead/a.pdf', noise)
  expect(await mine.move('ahead/a.pdf', 'pages/a.pdf')).toBe(true)
  expect(noise.equals((await mine.get('pages/a.pdf'))!)).toBe(true)
  expect(await mine.has('ahead/a.pdf')).toBe(false)
})

it('a download that is given up closes what it reads from, also while that says nothing', async () => {
  let source: Readable | undefined
  const { blobs } = house((store) => ({
    ...store,
    read: async () => (source = new Readable({ read() {} })),
  }))
  const body = await blobs.of('ord_1').read(key)
  body!.destroy()
  await expect.poll(() => source?.destroyed).toBe(true)
})

it('a store that fails in the middle is not taken for damage', async () => {
  const { blobs, damaged, store } = house((store) => ({
    ...store,
    async read(key) {
      const all = (await store.get(key))!
      return Readable.from(
        (function* () {
          yield all.subarray(0, 100_000)
          throw new Error('connection lost')
        })(),
      )
    },
  }))
  const mine = blobs.of('ord_1')
  await mine.put(key, noise)
  await expect(wholeOf(await mine.read(key))).rejects.toThrow('connection lost')
  expect([damaged, await store.has('packs/ord_1/a.zip')]).toEqual([[], true])
})

function wholeOf(stream: Readable | null): Promise<Buffer> {
  return buffer(stream ?? Readable.from([]).destroy(new Error('there is none')))
}

function flipped(bytes: Buffer, at: number): Buffer {
  const other = Buffer.from(bytes)
  other[at]! ^= 1
  return other
}

function exchanged(bytes: Buffer): Buffer {
  const chunk = (n: number) =>
    bytes.subarray(44 + n * (chunkBytes + 28)).subarray(0, chunkBytes + 28)
  return Buffer.concat([
    bytes.subarray(0, 44),
    chunk(1),
    chunk(0),
    bytes.subarray(44 + 2 * (chunkBytes + 28)),
  ])
}
