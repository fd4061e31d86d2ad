import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLinks } from '../../orders/link.ts'

const secret = () => randomBytes(32).toString('base64')
const order = { id: 'ord_0123456789abcdef01234567', linkGeneration: 1 }

describe('a link’s token', () => {
  it('leads back to its order', () => {
    const links = createLinks([secret()])
    expect(links.orderOf(links.tokenOf(order))).toEqual(order)
  })

  it.each([1, 2, 10_000])('fits into a URL as it is, and says that it is link %i', (n) => {
    const links = createLinks([secret()])
    const token = links.tokenOf({ ...order, linkGeneration: n })
    expect(encodeURIComponent(token)).toBe(token)
    expect(links.orderOf(token)).toEqual({ ...order, linkGeneration: n })
  })

  it('of one link is not that of another, whatever it says', () => {
    const links = createLinks([secret()])
    const [body, seal] = links.tokenOf(order).split('-')
    for (const other of [`${body}.1-${seal}`, `${body}.2-${seal}`, `${body}.-${seal}`])
      expect(links.orderOf(other)).toBeNull()
  })

  it('is what it was before links could be withdrawn', () => {
    const token = createLinks([Buffer.alloc(32).toString('base64')]).tokenOf(order)
    expect(token).toBe('0123456789abcdef01234567-ywpD4EkUmWV_DhdaFcsyM7Rh9cquBAEhHc_1hrIBkWA')
  })

  it('of one secret means nothing to another', () => {
    const token = createLinks([secret()]).tokenOf(order)
    expect(createLinks([secret()]).orderOf(token)).toBeNull()
  })

  it('of the old secret is good while a new one replaces it', () => {
    const [fresh, old] = [secret(), secret()]
    const both = createLinks([fresh, old])
    expect(both.orderOf(createLinks([old]).tokenOf(order))).toEqual(order)
    expect(both.tokenOf(order)).toBe(createLinks([fresh]).tokenOf(order))
  })

  it('leads nowhere when one character of it is another', () => {
    const links = createLinks([secret()])
    const token = links.tokenOf({ ...order, linkGeneration: 2 })
    const places = fc.nat({ max: token.length - 1 })
    const signs = fc.constantFrom(
      ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'.split(''),
    )
    fc.assert(
      fc.property(places, signs, (at, sign) => {
        const changed = token.slice(0, at) + sign + token.slice(at + 1)
        expect(links.orderOf(changed)).toEqual(
          changed === token ? { ...order, linkGeneration: 2 } : null,
        )
      }),
      { numRuns: 500 },
    )
  })

  it('that somebody made up leads nowhere', () => {
    const links = createLinks([secret()])
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[a-z0-9]*(\.\d{1,3})?-[\w-]{43}$/),
    )
    fc.assert(
      fc.property(anything, (token) => {
        expect(links.orderOf(token)).toBeNull()
      }),
    )
  })
})

it('links cannot be made without a secret', () => {
  expect(() => createLinks([])).toThrow('at least one secret')
})
