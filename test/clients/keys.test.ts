import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { keysFrom } from '../../clients/keys.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'packhorse-keys-'))
const module = join(import.meta.dirname, '..', '..', 'clients', 'keys.ts')

describe('a trial key', () => {
  it('is made once, whole, for its owner alone', () => {
    const folder = newFolder()
    const [key = ''] = keysFrom('LINK_SECRET', undefined, folder, 'link')
    expect(Buffer.from(key, 'base64')).toHaveLength(32)
    expect(keysFrom('LINK_SECRET', undefined, folder, 'link')).toEqual([key])
    expect(readdirSync(join(folder, 'keys'))).toEqual(['link.key'])
    expect(statSync(join(folder, 'keys', 'link.key')).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700)
  })

  it('is the same for all processes that ask for it at once', async () => {
    const folder = newFolder()
    const script = `import { keysFrom } from ${JSON.stringify(module)}
      console.log(keysFrom('LINK_SECRET', undefined, ${JSON.stringify(folder)}, 'link')[0])`
    const ask = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
    const given = await Promise.all(Array.from({ length: 6 }, ask))
    expect(new Set(given.map(({ stdout }) => stdout))).toEqual(
      new Set([readFileSync(join(folder, 'keys', 'link.key'), 'utf8')]),
    )
  })

  it.each([
    ['is empty, as after a full disk', ''],
    ['is cut short', 'c2hvcnQ=\n'],
    ['is all zeros', `${Buffer.alloc(32).toString('base64')}\n`],
  ])('that %s is refused, since everybody could forge links', (_, text) => {
    const folder = newFolder()
    mkdirSync(join(folder, 'keys'))
    writeFileSync(join(folder, 'keys', 'link.key'), text)
    expect(() => keysFrom('LINK_SECRET', undefined, folder, 'link')).toThrow(
      /link\.key holds a key that .* remove the file/,
    )
  })
})
