import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { needs, run } from '../documents/foreign.ts'
import { printedCommands } from '../documents/printed-commands.ts'
import { firms } from '../packs/firms.ts'
import { folder, matrix } from './matrix.ts'

const key = join(folder, 'key.pem')
const verifier = join(import.meta.dirname, '..', '..', 'commands', 'verify.ts')
const packsOf = (firm: string) => matrix.packs.filter((pack) => pack.firm === firm)

test('there are at least ten firms', () => {
  expect(new Set(matrix.packs.map(({ firm }) => firm)).size).toBeGreaterThanOrEqual(10)
})

test.each(firms)('$name has packs of two tiers, in two releases', ({ name }) => {
  const names = packsOf(name).map((pack) => pack.name)
  expect(names).toEqual(['self-serve-v1', 'self-serve-v2', 'full-v1', 'full-v2'])
})

test.each(firms)('npm run verify finds the packs of $name genuine and whole', ({ name: firm }) => {
  for (const { name, file } of packsOf(firm)) {
    const said = run(process.execPath, [verifier, file, '--key', key])
    expect(said).toContain(`genuine and whole. Order ord_test, release ${name.at(-1)},`)
  }
})

const unzip = needs('unzip', 'unzip')
describe.skipIf(unzip.missing)(unzip.title, () => {
  const unpacked = ({ firm, name }: { firm: string; name: string }) =>
    join(folder, 'unpacked', `${firm}-${name}`)

  beforeAll(() => {
    for (const pack of matrix.packs) {
      mkdirSync(unpacked(pack), { recursive: true })
      run('unzip', ['-q', pack.file, '-d', unpacked(pack)])
      copyFileSync(key, join(unpacked(pack), 'key.pem'))
    }
  })

  test.each(firms)('the packs of $name have no errors', ({ name }) => {
    for (const { file } of packsOf(name))
      expect(run('unzip', ['-t', file])).toContain('No errors detected')
  })

  const sha256sum = needs('sha256sum', 'coreutils')
  describe.skipIf(sha256sum.missing)(`${sha256sum.title}, as the README says`, () => {
    test.each(firms)('finds every file of $name whole', ({ name: firm }) => {
      for (const pack of packsOf(firm)) {
        const { succeeds, says } = printedCommands(join(unpacked(pack), pack.top)).run('sha256sum')
        const lines = says.split('\n')
        expect(
          lines.filter((line) => !line.endsWith(': OK')),
          pack.file,
        ).toEqual([])
        expect(lines.length, pack.file).toBeGreaterThan(20)
        expect(succeeds, pack.file).toBe(true)
      }
    })
  })

  const openssl = needs('openssl', 'openssl')
  describe.skipIf(openssl.missing)(`${openssl.title}, as the README says`, () => {
    test.each(firms)('accepts the manifests of $name', ({ name: firm }) => {
      for (const pack of packsOf(firm)) {
        const printed = printedCommands(join(unpacked(pack), pack.top))
        printed.run('openssl base64')
        expect(printed.run('openssl pkeyutl'), pack.file).toEqual({
          succeeds: true,
          says: 'Signature Verified Successfully',
        })
      }
    })
  })
})
