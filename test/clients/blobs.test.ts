import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createFileBlobs } from '../../clients/blobs/files.ts'

it('the check of the blobs writes, and leaves nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-blobs-'))
  await createFileBlobs(folder).ping()
  expect(readdirSync(folder)).toEqual([])
})

// A file system that lets everybody look and nobody write, also root.
it.runIf(process.platform === 'linux')('the check fails where nothing can be written', async () => {
  await expect(createFileBlobs('/proc').ping()).rejects.toThrow(/ENOENT|EACCES|EROFS|EPERM/)
})
