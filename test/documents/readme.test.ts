import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSigner } from '../../documents/bundle/signature.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { needs } from './foreign.ts'
import { type PrintedCommands, printedCommands } from './printed-commands.ts'
import { firstRelease, makePack, seed, temporaryFolder } from './rig.ts'
import { readZip } from './zip-reader.ts'

const folder = temporaryFolder()
let top: string
let readme: PrintedCommands

beforeAll(async () => {
  const order = orderOf(mainFirm.answers)
  const made = await makePack(order, firstRelease(order))
  for (const { path, bytes } of await readZip(made.zip)) {
    const file = join(folder.path, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
  top = join(folder.path, made.text.folder)
  readme = printedCommands(top)
  folder.write('key.pem', Buffer.from(createSigner(seed).publicPem))
})

afterAll(() => folder.remove())

const sha256sum = needs('sha256sum', 'coreutils')
describe.skipIf(sha256sum.missing)(`${sha256sum.title}, as the README says`, () => {
  test('finds every file whole, and one that was changed', () => {
    const { succeeds, says } = readme.run('sha256sum')
    expect(succeeds).toBe(true)
    expect(says.split('\n').length).toBeGreaterThan(20)
    writeFileSync(join(top, 'DISCLAIMER.md'), 'No risk.')
    const after = readme.run('sha256sum')
    expect(after.succeeds).toBe(false)
    expect(after.says).toContain('DISCLAIMER.md: FAILED')
  })
})

const openssl = needs('openssl', 'openssl')
describe.skipIf(openssl.missing)(`${openssl.title}, as the README says`, () => {
  test('accepts the manifest, and refuses one that was changed', () => {
    readme.run('openssl base64')
    const whole = readme.run('openssl pkeyutl')
    expect(whole).toEqual({ succeeds: true, says: 'Signature Verified Successfully' })
    const manifest = join(top, 'manifest.json')
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('true', 'false'))
    expect(readme.run('openssl pkeyutl').succeeds).toBe(false)
  })
})
