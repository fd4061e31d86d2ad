import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Blobs } from '../../clients/blobs/blobs.ts'
import { readStore } from '../../clients/blobs/config.ts'
import { createFileBlobs } from '../../clients/blobs/files.ts'
import { openBlobs } from '../../clients/blobs/open.ts'
import { goInstallLine } from '../../dev/go-program.ts'
import { newBucket, prepareVersitygw, startVersitygw } from '../../dev/versitygw.ts'

const isThere = await prepareVersitygw()
if (!isThere && process.env['CI'] === 'true') throw new Error(`No S3 server; ${goInstallLine}.`)

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-blobs-'))
  folders.push(folder)
  return folder
}

describe('blobs in files', () => keepsBlobs(async () => createFileBlobs(newFolder())))

describe.skipIf(!isThere)(`blobs in S3${isThere ? '' : ` (${goInstallLine})`}`, () => {
  let server: Awaited<ReturnType<typeof startVersitygw>>
  beforeAll(async () => {
    server = await startVersitygw()
  })
  afterAll(() => server.stop())

  const open = (environment = newBucket(server)) => openBlobs(readStore(environment, ''))
  keepsBlobs(open)

  it('keep to their prefix', async () => {
    const bucket = newBucket(server)
    const [ours, others] = await Promise.all([
      open(bucket),
      open({ ...bucket, STORE_URL: `${bucket.STORE_URL}-of-others` }),
    ])
    await ours.put('packs/a.zip', Buffer.from('a'))
    expect(await others.has('packs/a.zip')).toBe(false)
    expect(await Array.fromAsync(others.list('packs'))).toEqual([])
  })

  it.each([
    ['STORE_URL', 's3://nobodys-bucket', 'does not exist; make it, or correct STORE_URL.'],
    ['AWS_SECRET_ACCESS_KEY', 'wrong', 'is closed to our key; correct AWS_ACCESS_KEY_ID and'],
    ['S3_ENDPOINT', 'http://127.0.0.1:9', 'fails (ECONNREFUSED); look at the S3 server'],
  ])('a wrong %s is one sentence that says what to do', async (name, value, sentence) => {
    const blobs = await open({ ...newBucket(server), [name]: value })
    await expect(blobs.ping()).rejects.toThrow(sentence)
    await expect(blobs.put('packs/a.zip', Buffer.from('a'))).rejects.toThrow(sentence)
  })
})

/** What every place for blobs does. */
function keepsBlobs(open: () => Promise<Blobs>) {
  let blobs: Blobs
  beforeAll(async () => {
    blobs = await open()
  })
  const text = Buffer.from('0123456789')
  const keysIn = async (folder: string) =>
    (await Array.fromAsync(blobs.list(folder))).map(({ key }) => key).sort()

  it('give back what was put, whole, in part and as a stream', async () => {
    await blobs.put('packs/whole.zip', text)
    expect(await blobs.has('packs/whole.zip')).toBe(true)
    expect(await blobs.get('packs/whole.zip')).toEqual(text)
    const ranges = [
      ...[undefined, { start: 2, end: 4 }, { start: 9, end: 9 }, { start: 0, end: 9 }],
      ...[
        { start: 8, end: 12 },
        { start: 10, end: 12 },
      ],
    ]
    const read = ranges.map(async (range) => {
      const stream = await blobs.read('packs/whole.zip', range)
      return (await buffer(stream!)).toString()
    })
    expect(await Promise.all(read)).toEqual(['0123456789', '234', '9', '0123456789', '89', ''])
  })

  it('say of a key that nothing was put under that there is nothing', async () => {
    const key = 'packs/none.zip'
    expect(await Promise.all([blobs.get(key), blobs.read(key), blobs.has(key)])).toEqual([
      null,
      null,
      false,
    ])
    await blobs.remove(key)
    expect(await blobs.move(key, 'packs/other.zip')).toBe(false)
    expect(await blobs.has('packs/other.zip')).toBe(false)
  })

  it('stay what the first of many writers put', async () => {
    const put = (n: number) => blobs.put('packs/twice.zip', Buffer.alloc(100_000, n))
    await Promise.all([1, 1, 1, 1, 1, 1].map(put))
    await put(2)
    expect(await blobs.get('packs/twice.zip')).toEqual(Buffer.alloc(100_000, 1))
  })

  it('refuse keys that could lead elsewhere', async () => {
    for (const key of ['../a.zip', '/a.zip', 'a/../b.zip', 'packs/A b.zip', 'packs//a.zip', ''])
      await expect(async () => blobs.put(key, text)).rejects.toThrow(`“${key}” is not a blob key.`)
    await expect(async () => blobs.removeAll('..')).rejects.toThrow('is not a folder of blobs.')
  })

  it('are removed, and can be put again', async () => {
    await blobs.put('packs/again.zip', text)
    await blobs.remove('packs/again.zip')
    expect(await blobs.get('packs/again.zip')).toBeNull()
    await blobs.put('packs/again.zip', Buffer.from('other'))
    expect(await blobs.get('packs/again.zip')).toEqual(Buffer.from('other'))
  })

  it('are under their new key alone when they were moved', async () => {
    await blobs.put('ahead/ord_1/a.pdf', text)
    const moves = [1, 2].map(() => blobs.move('ahead/ord_1/a.pdf', 'pages/ord_1/a.pdf'))
    expect(await Promise.all(moves)).toContain(true)
    expect(await keysIn('ahead')).toEqual([])
    expect(await blobs.get('pages/ord_1/a.pdf')).toEqual(text)
  })

  it('are listed by folder, those in folders of it too, with size and time', async () => {
    const began = Date.now() - 5_000
    for (const key of ['list/a.pdf', 'list/ord_1/b.pdf', 'list/ord_2/c.pdf', 'listed/d.pdf'])
      await blobs.put(key, text)
    expect(await keysIn('list')).toEqual(['list/a.pdf', 'list/ord_1/b.pdf', 'list/ord_2/c.pdf'])
    expect(await keysIn('list/ord_1')).toEqual(['list/ord_1/b.pdf'])
    const [one] = await Array.fromAsync(blobs.list('list/ord_2'))
    expect(one).toMatchObject({ key: 'list/ord_2/c.pdf', bytes: 10 })
    expect(one?.putAt.getTime()).toBeGreaterThan(began)
    expect(await keysIn('empty')).toEqual([])
  })

  it('of one order go, and no other’s', async () => {
    for (const key of ['drop/ord_1/a.pdf', 'drop/ord_1/b.pdf', 'drop/ord_12/c.pdf'])
      await blobs.put(key, text)
    expect(await blobs.removeAll('drop/ord_1')).toBe(2)
    expect(await keysIn('drop')).toEqual(['drop/ord_12/c.pdf'])
    expect(await blobs.removeAll('drop/ord_1')).toBe(0)
  })

  // Times of an S3 server are whole seconds.
  it('are trimmed and deleted by age, the oldest first', async () => {
    await blobs.put('age/ord_1/old.pdf', text)
    await sleep(1_100)
    const between = new Date()
    await sleep(1_100)
    await blobs.put('age/ord_2/new.pdf', text)
    expect(await blobs.trim('age', 20)).toBe(0)
    expect(await blobs.expire('age', new Date(between.getTime() - 10_000))).toBe(0)
    await blobs.put('age/ord_3/newer.pdf', text)
    expect(await blobs.trim('age', 20)).toBe(1)
    expect(await keysIn('age')).toEqual(['age/ord_2/new.pdf', 'age/ord_3/newer.pdf'])
    expect(await blobs.expire('age', new Date(Date.now() + 10_000))).toBe(2)
    expect(await keysIn('age')).toEqual([])
  })

  it('come page by page where there are many', async () => {
    const keys = Array.from({ length: 1_050 }, (_, n) => `many/${n}.pdf`)
    for (let n = 0; n < keys.length; n += 50)
      await Promise.all(keys.slice(n, n + 50).map((key) => blobs.put(key, Buffer.from('x'))))
    expect(await keysIn('many')).toEqual(keys.sort())
    expect(await blobs.removeAll('many')).toBe(1_050)
  })

  it('can be written to', async () => {
    await expect(blobs.ping()).resolves.toBeUndefined()
  })
}

it('the check of the files writes, and leaves nothing', async () => {
  const folder = newFolder()
  await createFileBlobs(folder).ping()
  expect(readdirSync(folder)).toEqual([])
})

// A file system that lets everybody look and nobody write, also root.
it.runIf(process.platform === 'linux')('the check fails where nothing can be written', async () => {
  await expect(createFileBlobs('/proc').ping()).rejects.toThrow(
    'Nothing can be written to /proc (STORE_URL); make room there.',
  )
})

it('of an order whose files went no folder is left', async () => {
  const folder = newFolder()
  const blobs = createFileBlobs(folder)
  await blobs.put('pages/ord_1/a.pdf', Buffer.from('a'))
  await blobs.put('pages/ord_2/a.pdf', Buffer.from('a'))
  await blobs.removeAll('pages/ord_1')
  expect(readdirSync(join(folder, 'pages'))).toEqual(['ord_2'])
})

it('what a writer that died left unfinished goes with the rest, and no file of others', async () => {
  const folder = newFolder()
  const blobs = createFileBlobs(folder)
  await blobs.put('pages/a.pdf', Buffer.from('a'))
  writeFileSync(join(folder, 'pages', 'b.pdf.3f0c-1'), '')
  writeFileSync(join(folder, 'pages', 'README'), '')
  expect(await blobs.removeAll('pages')).toBe(2)
  expect(readdirSync(join(folder, 'pages'))).toEqual(['README'])
})

it('files never change once somebody has put them, also where others put them at that moment', async () => {
  const blobs = createFileBlobs(newFolder())
  for (let n = 0; n < 10; n += 1) {
    const key = `packs/${n}.zip`
    const puts = [1, 2, 3, 4].map((byte) => blobs.put(key, Buffer.alloc(100_000, byte)))
    await Promise.race(puts)
    const first = await blobs.get(key)
    await Promise.all(puts)
    expect((await blobs.get(key))?.[0]).toBe(first?.[0])
  }
})
