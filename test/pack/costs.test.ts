import { expect, it } from 'vitest'
import { percentTaken, strainOf } from '../../pack/costs.ts'

const order = { tier: 'self-serve', currency: 'eur', price: 7_900 } as const

it('takes inference and fee together as the share of a net price', () => {
  const inferenceMicros = 790_000
  expect(percentTaken({ ...order, inferenceMicros, fee: null })).toBeCloseTo(1)
  expect(percentTaken({ ...order, inferenceMicros, fee: 158 })).toBeCloseTo(3)
})

it.each([
  [20, 'within'],
  [20.01, 'strained'],
  [30, 'strained'],
  [30.01, 'over'],
])('%d %% of the price is %s the buffer', (percent, strain) => {
  expect(strainOf(percent)).toBe(strain)
})
