import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { claimFolder } from '../../store/folder-lock.ts'

const base = mkdtempSync(join(tmpdir(), 'packhorse-lock-'))
const folder = join(base, 'db')
afterEach(() => rmSync(`${folder}.pid`, { force: true }))

it('refuses a folder that a living process holds, and says what to do', () => {
  const release = claimFolder(folder)
  expect(() => claimFolder(folder)).toThrow(/in use by process \d+.*set DATABASE_URL/)
  release()
})

it('takes over from a process that has ended', () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(`${folder}.pid`, String(pid))
  expect(() => claimFolder(folder)()).not.toThrow()
})

it('gives the folder back', () => {
  claimFolder(folder)()
  expect(() => claimFolder(folder)()).not.toThrow()
})
