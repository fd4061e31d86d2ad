import { chmodSync, globSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ownSettings, run, start, terminate, untilSaid } from './programs.ts'

it('npm start leaves nothing that another user of the machine can read or write', async () => {
  const settings = await ownSettings()
  settings.DATA_DIR = join(settings.DATA_DIR, 'data')
  const shop = start('start.ts', [], settings)
  await untilSaid(shop, 'Metrics')
  await fetch(`http://127.0.0.1:${settings.PORT}/readyz`)
  expect(await terminate(shop)).toBe(0)
  const open = globSync('**/*', { cwd: settings.DATA_DIR })
    .map((path) => ({ path, mode: lstatSync(join(settings.DATA_DIR, path)).mode & 0o077 }))
    .filter(({ mode }) => mode !== 0)
  expect(open).toEqual([])
  expect(lstatSync(settings.DATA_DIR).mode & 0o777).toBe(0o700)
  expect(globSync('*', { cwd: settings.DATA_DIR })).toEqual(
    expect.arrayContaining(['blobs', 'bundle', 'db', 'keys', 'temporal']),
  )
})

it('a process closes the folders that an earlier version left open', async () => {
  const settings = await ownSettings()
  const db = join(settings.DATA_DIR, 'db')
  const blobs = join(settings.DATA_DIR, 'blobs')
  for (const folder of [db, blobs]) {
    mkdirSync(folder)
    chmodSync(folder, 0o755)
  }
  writeFileSync(join(blobs, 'pack.zip'), '', { mode: 0o644 })
  // It ends here for want of a Temporal server; the folders are closed by then.
  await run('worker.ts', ['--queues', 'upkeep'], { ...settings, TEMPORAL_ADDRESS: '127.0.0.1:1' })
  for (const folder of [db, blobs]) expect(lstatSync(folder).mode & 0o777).toBe(0o700)
})
