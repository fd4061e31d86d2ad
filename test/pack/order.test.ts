import { describe, expect, it } from 'vitest'
import { mayBecome, mostUrgent, type OrderState, orderStates } from '../../pack/order.ts'

describe('mayBecome', () => {
  it.each([
    ['awaiting-payment', ['payment-pending', 'payment-failed', 'expired', 'paid']],
    ['payment-pending', ['payment-failed', 'expired', 'paid']],
    ['payment-failed', ['paid']],
    ['expired', ['paid']],
    ['paid', ['improving']],
    ['improving', ['complete']],
    ['complete', ['improving']],
    ['revoked', []],
    ['erased', []],
  ] satisfies [OrderState, OrderState[]][])('leads from %s to %j alone', (from, to) => {
    expect(orderStates.filter((state) => mayBecome(from, state)).sort()).toEqual([...to].sort())
  })
})

describe('mostUrgent', () => {
  it.each([
    [{}, null],
    [{ review: 'a' }, 'review'],
    [{ review: 'a', parked: 'b' }, 'parked'],
  ])('of %j is %j', (asked, kind) => {
    expect(mostUrgent(asked)).toBe(kind)
  })
})
