import { mkdtempSync, readdirSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createFileBlobs } from '../../clients/blobs/files.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'packhorse-blobs-'))

it('the check of the blobs writes, and leaves nothing', async () => {
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

it('what is moved is under its new key alone, and what is gone cannot be moved', async () => {
  const blobs = createFileBlobs(newFolder())
  await blobs.put('ahead/a.pdf', Buffer.from('a'))
  const moves = ['pages/a.pdf', 'pages/b.pdf'].map((to) => blobs.move('ahead/a.pdf', to))
  expect((await Promise.all(moves)).filter(Boolean)).toHaveLength(1)
  const keys = ['ahead/a.pdf', 'pages/a.pdf', 'pages/b.pdf']
  const found = await Promise.all(keys.map(blobs.get))
  expect(found.filter((bytes) => bytes !== null)).toEqual([Buffer.from('a')])
  expect(found[0]).toBeNull()
})

it('a folder is trimmed to so many bytes, the oldest first', async () => {
  const folder = newFolder()
  const blobs = createFileBlobs(folder)
  for (const [age, key] of ['new', 'middle', 'old'].entries()) {
    await blobs.put(`ahead/${key}.pdf`, Buffer.alloc(10))
    const time = new Date(Date.now() - age * 60_000)
    utimesSync(join(folder, 'ahead', `${key}.pdf`), time, time)
  }
  await blobs.put('pages/other.pdf', Buffer.alloc(10))
  expect(await blobs.trim('ahead', 20)).toBe(1)
  expect(readdirSync(join(folder, 'ahead')).sort()).toEqual(['middle.pdf', 'new.pdf'])
  expect([await blobs.trim('ahead', 20), await blobs.trim('empty', 0)]).toEqual([0, 0])
  expect(await blobs.has('pages/other.pdf')).toBe(true)
})
