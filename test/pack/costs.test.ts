import fc from 'fast-check'
import { expect, it } from 'vitest'
import { marginOf, microsPerMinorUnit, percentTaken, strainOf } from '../../pack/costs.ts'

const order = { price: 7_900, reviewMicros: 0 } as const

it('takes inference, review and fee together as the share of a net price', () => {
  const inferenceMicros = 790_000
  expect(percentTaken({ ...order, inferenceMicros, fee: null })).toBeCloseTo(1)
  expect(percentTaken({ ...order, inferenceMicros, fee: 158 })).toBeCloseTo(3)
  const reviewMicros = 1_580_000
  expect(percentTaken({ ...order, inferenceMicros, reviewMicros, fee: 158 })).toBeCloseTo(5)
})

const minorUnits = fc.nat({ max: 100_000_000 })
const micros = fc.nat({ max: 1_000_000_000_000 })

it('is left with what is not named, to the millionth', () => {
  const money = fc.record({
    ...{ price: minorUnits, fee: fc.option(minorUnits), refunded: minorUnits },
    ...{ disputeLost: minorUnits, disputeFees: minorUnits },
    ...{ inferenceMicros: micros, reviewMicros: micros },
  })
  fc.assert(
    fc.property(money, (parts) => {
      const { price, fee, refunded, disputeLost, disputeFees } = parts
      const went = BigInt((fee ?? 0) + refunded + disputeLost + disputeFees)
      const spent = BigInt(parts.inferenceMicros) + BigInt(parts.reviewMicros)
      const left = (BigInt(price) - went) * BigInt(microsPerMinorUnit) - spent
      expect(BigInt(marginOf(parts))).toBe(left)
    }),
  )
})

it.each([
  [20, 'within'],
  [20.01, 'strained'],
  [30, 'strained'],
  [30.01, 'over'],
])('%d %% of the price is %s the buffer', (percent, strain) => {
  expect(strainOf(percent)).toBe(strain)
})
