import { describe, expect, it } from 'vitest'
import { strangersIn, unlocked, vagueNames } from '../../dev/check/committed.ts'

// Put together here, so that the check does not find them in this file.
const host = ['registry', 'example', 'org'].join('.')
const home = ['', 'home', 'somebody', 'packhorse'].join('/')

describe('what must not be committed', () => {
  it.each(['store/utils.ts', 'helpers/dates.ts', 'orders/order-service.ts', 'lib/x/y.ts'])(
    'refuses the name %s',
    (file) => {
      expect(vagueNames([file])).toEqual([file])
    },
  )

  it.each(['store/orders/orders.ts', '.dependency-cruiser.mjs', 'documents/library.ts'])(
    'accepts the name %s',
    (file) => {
      expect(vagueNames([file])).toEqual([])
    },
  )

  it('finds the host of a package registry, with its line', () => {
    expect(strangersIn('.npmrc', `save-exact=true\nregistry=https://${host}/npm`)).toEqual([
      '.npmrc:2 names a package registry by its host',
    ])
  })

  it('finds a download address in the lock file', () => {
    const line = '"resolved": '.concat('"https://packages.example/pg.tgz"')
    expect(strangersIn('package-lock.json', line)).toHaveLength(1)
  })

  it("finds a path of somebody's machine", () => {
    expect(strangersIn('README.md', `cd ${home}`)).toHaveLength(1)
  })

  it('accepts relative paths and addresses of the web', () => {
    expect(strangersIn('README.md', 'see docs/home/x, https://example.eu/work/a')).toEqual([])
  })

  it('finds a lock file with another version', () => {
    const differs = unlocked({ dependencies: { pg: '8.0.1' } }, { dependencies: { pg: '8.0.0' } })
    expect(differs).toEqual([expect.stringContaining('in dependencies')])
  })

  it('accepts a lock file with the same versions in another order', () => {
    const versions = { pg: '8.0.0', zod: '4.0.0' }
    const same = { zod: '4.0.0', pg: '8.0.0' }
    expect(unlocked({ dependencies: versions }, { dependencies: same })).toEqual([])
  })
})
