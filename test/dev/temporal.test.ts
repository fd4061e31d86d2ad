import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { provideTemporalCli } from '../../dev/temporal.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packhorse-cli-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A machine with nothing but Node on it, whose network leads nowhere. */
function bareMachine() {
  symlinkSync(process.execPath, join(folder, 'node'))
  return { PATH: folder, HTTPS_PROXY: 'http://127.0.0.1:9' }
}

const silent = () => {}

it('says in one sentence what to do without CLI, network and Go', async () => {
  const provided = provideTemporalCli(silent, bareMachine(), join(folder, 'bin'))
  await expect(provided).rejects.toThrow(
    /^There is no Temporal server [^\n]*; install the Temporal CLI [^\n]*or set TEMPORAL_ADDRESS[^\n]*\.$/,
  )
})

it('takes what the SDK downloaded before', async () => {
  const downloaded = join(folder, 'temporal-v1.5.1')
  writeFileSync(downloaded, '')
  expect(await provideTemporalCli(silent, { PATH: '' }, folder)).toBe(downloaded)
})

it('takes TEMPORAL_CLI before anything else, and names it when it is not there', async () => {
  const cli = join(folder, 'mine')
  const provided = () => provideTemporalCli(silent, { TEMPORAL_CLI: cli }, folder)
  await expect(provided()).rejects.toThrow(/^TEMPORAL_CLI is “.*mine”, but there is no such file/)
  writeFileSync(cli, '')
  expect(await provided()).toBe(cli)
})
