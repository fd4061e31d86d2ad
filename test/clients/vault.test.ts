import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVault } from '../../clients/vault.ts'

const newDataKey = () => randomBytes(32).toString('base64')

describe('what is sealed by an order’s key', () => {
  const dataKey = newDataKey()
  const vault = createVault([dataKey])
  const key = vault.newKey('ord_1')

  it('opens to what it was, whatever that is', () => {
    fc.assert(
      fc.property(fc.json(), fc.uuid(), (json, call) => {
        const value: unknown = JSON.parse(json)
        const sealed = vault.close('ord_1', key, call, value)
        expect(vault.open('ord_1', key, call, sealed)).toEqual(value)
      }),
    )
  })

  it('is another each time, and has nothing readable in it', () => {
    const said = { text: 'Harbour Ceramics keeps payroll records for seven years.' }
    const [one, other] = [1, 2].map(() => Buffer.from(vault.close('ord_1', key, 'call', said)))
    expect(one?.equals(other!)).toBe(false)
    expect(one?.includes('Harbour')).toBe(false)
  })

  it('is refused once a bit of it is another', () => {
    const sealed = vault.close('ord_1', key, 'call', { text: 'words' })
    fc.assert(
      fc.property(fc.nat({ max: sealed.length * 8 - 1 }), (bit) => {
        const changed = Uint8Array.from(sealed)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        expect(() => vault.open('ord_1', key, 'call', changed)).toThrow('was changed')
      }),
    )
  })

  it('is refused for another call, under another order’s key, and cut short', () => {
    const sealed = vault.close('ord_1', key, 'call', 'words')
    expect(() => vault.open('ord_1', key, 'other', sealed)).toThrow('was changed')
    expect(() => vault.open('ord_1', vault.newKey('ord_1'), 'call', sealed)).toThrow('another key')
    expect(() => vault.open('ord_1', key, 'call', sealed.subarray(0, 20))).toThrow('was changed')
    expect(() => vault.open('ord_2', key, 'call', sealed)).toThrow('key of ord_2 does not open')
  })

  it('opens while DATA_KEY holds the key that it was wrapped by, and says so when not', () => {
    const sealed = vault.close('ord_1', key, 'call', 'words')
    const newer = newDataKey()
    expect(createVault([newer, dataKey]).open('ord_1', key, 'call', sealed)).toBe('words')
    expect(() => createVault([newer]).open('ord_1', key, 'call', sealed)).toThrow('any DATA_KEY')
  })
})
