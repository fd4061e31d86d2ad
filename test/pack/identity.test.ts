import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identityOf, mask, reveal, revealAll } from '../../pack/identity.ts'

const acme = identityOf({ COMPANY: 'Acme', LEGAL_NAME: 'Acme & Söhne (UK) Ltd.', CONTACT_1: 'Ann' })

describe('masking', () => {
  it('prefers the longest name', () => {
    expect(mask('Acme & Söhne (UK) Ltd. is Acme.', acme)).toBe('[[LEGAL_NAME]] is [[COMPANY]].')
  })

  it('leaves words alone that only contain a name', () => {
    expect(mask('Annual acmeology by Joann', acme)).toBe('Annual acmeology by Joann')
  })

  it('finds a name in any letter case', () => {
    expect(mask('ACME and ann', acme)).toBe('[[COMPANY]] and [[CONTACT_1]]')
  })

  it('takes the brackets off what looks like a placeholder', () => {
    expect(mask('[[CONTACT_1]]', acme)).toBe('CONTACT_1')
  })

  it('leaves out names that were not given', () => {
    expect(identityOf({ COMPANY: 'Acme', DPO: undefined, WEBSITE: ' ' })).toHaveLength(1)
  })
})

describe('revealing', () => {
  it('leaves a placeholder of nobody as it is', () => {
    expect(reveal('[[COMPANY]] and [[OTHER]]', acme)).toBe('Acme and [[OTHER]]')
  })

  it('does not reveal inside what it revealed', () => {
    const tricky = identityOf({ COMPANY: '[[CONTACT_1]] Ltd', CONTACT_1: 'Ann' })
    expect(reveal('[[COMPANY]]', tricky)).toBe('[[CONTACT_1]] Ltd')
  })

  it('reaches every text of a JSON value and nothing else', () => {
    const content = { a: ['[[COMPANY]]', 1, null], b: { c: '[[CONTACT_1]]' } }
    expect(revealAll(content, acme)).toEqual({ a: ['Acme', 1, null], b: { c: 'Ann' } })
  })
})

describe('the round trip', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((text) => text.trim())
    // Of a name that ends in a sign, and the sign behind it, one stays: see sentence.test.ts.
    .filter((text) => /\p{L}$/u.test(text) && !/[[\]]/.test(text))
  const text = fc.string({ unit: 'grapheme' }).filter((one) => !/[[\]]/.test(one))

  it('gives any text back, but for the letter case of the names in it', () => {
    fc.assert(
      fc.property(name, name, text, text, (company, contact, before, after) => {
        const identity = identityOf({ COMPANY: company, CONTACT_1: contact })
        const said = `${before} ${company}, ${contact} ${after}`
        const back = reveal(mask(said, identity), identity)
        expect(back.toLowerCase()).toBe(said.toLowerCase())
      }),
    )
  })

  it('hides every name that stands as a word of its own', () => {
    fc.assert(
      fc.property(name, text, (company, around) => {
        const identity = identityOf({ COMPANY: company })
        expect(mask(`${around} ${company} ${around}`, identity)).toContain('[[COMPANY]]')
      }),
    )
  })
})
