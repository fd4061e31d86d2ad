import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { claimFolder } from '../../store/database/folder-lock.ts'

const lockFile = join(import.meta.dirname, '..', '..', 'store', 'database', 'folder-lock.ts')
const newFolder = () => join(mkdtempSync(join(tmpdir(), 'packhorse-lock-')), 'db')

/** Another process that has claimed the folder, until it is killed. */
async function holderOf(folder: string) {
  const script = `import { claimFolder } from ${JSON.stringify(lockFile)}
    globalThis.release = claimFolder(${JSON.stringify(folder)})
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

it('refuses a folder that this process holds, and says what to do', () => {
  const folder = newFolder()
  const release = claimFolder(folder)
  expect(() => claimFolder(folder)).toThrow(/in use by process \d+ on .*set DATABASE_URL/)
  release()
})

it('gives the folder back', () => {
  const folder = newFolder()
  claimFolder(folder)()
  expect(() => claimFolder(folder)()).not.toThrow()
})

it('refuses a folder that another living process holds, and takes it over once that was killed', async () => {
  const folder = newFolder()
  const holder = await holderOf(folder)
  expect(() => claimFolder(folder)).toThrow(`in use by process ${holder.pid} on`)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  expect(() => claimFolder(folder)()).not.toThrow()
})

it('asks the operating system, not the number of a process, which a container starts with each time', async () => {
  const folder = newFolder()
  const holder = await holderOf(folder)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  // As if the process that was killed had had the number that this one has now.
  writeFileSync(`${folder}.pid`, `${process.pid} on shop`)
  expect(() => claimFolder(folder)()).not.toThrow()
})

it('is not taken over by a process that sees a dead number in the folder of a living one', async () => {
  const folder = newFolder()
  const holder = await holderOf(folder)
  // As another container sees it, whose processes have other numbers.
  writeFileSync(`${folder}.pid`, '999999 on shop')
  expect(() => claimFolder(folder)).toThrow('in use')
  holder.kill('SIGKILL')
})
