import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callIdIn, requestIdOf } from '../../pack/request-id.ts'

const word = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed())
const named = word.filter((text) => text !== '')
const count = fc.integer({ min: 1, max: 999_999_999 })
const call = fc.record({
  order: named,
  artefact: named,
  part: word,
  revision: count,
  round: count,
  tier: fc.constantFrom('4b' as const, '32b' as const),
  attempt: named,
})

describe('the id of a call', () => {
  it('is read back to what it was made of, and is what a header takes', () => {
    fc.assert(
      fc.property(call, (one) => {
        expect(callIdIn(requestIdOf(one))).toEqual(one)
        expect(new Headers({ 'X-Request-Id': requestIdOf(one) }).get('X-Request-Id')).toBe(
          requestIdOf(one),
        )
      }),
    )
  })

  it('has its parts in the order of the contract', () => {
    const known = { order: 'ord_1', artefact: 'risk-plan', part: '', revision: 2, round: 3 }
    expect(requestIdOf({ ...known, tier: '32b', attempt: 'a' })).toBe('ord_1/risk-plan//2/3/32b/a')
  })

  it.each([
    'probe/0b1c',
    'replay/0b1c',
    '',
    'ord_1/risk-plan//1/1/4b',
    'ord_1/risk-plan//1/1/7b/a',
    'ord_1/risk-plan//0/1/4b/a',
    'ord_1/risk-plan//1/1/4b/a/b',
    'ord_1/%/x/1/1/4b/a',
  ])('is none of an order in %j', (id) => {
    expect(callIdIn(id)).toBeNull()
  })
})
